import { changeField as change } from '../../crm-core/fields/change-field.ts';
import { notFound } from '../../kernel/errors.ts';
import type { fields } from '../contract/fields.ts';
import { given } from '../http/given.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { listFieldViews } from './field-view.ts';

export const changeField: Handler<typeof fields.change> = async (call) => {
  const { fieldId, projectId } = call.params;
  const { options, ...rest } = given(call.body);
  const patch = { ...rest, ...(options && { options: given(options) }) };
  await inWork(call, (work) => change(work, { fieldId, patch }));
  const field = (await listFieldViews(call.deps, projectId)).find((one) => one.id === fieldId);
  if (!field) throw notFound('field', fieldId);
  return field;
};
