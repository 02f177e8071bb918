import { createField as create } from '../../crm-core/fields/create-field.ts';
import type { fields } from '../contract/fields.ts';
import { given } from '../http/given.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { fieldView } from './field-view.ts';

export const createField: Handler<typeof fields.create> = async (call) => {
  const { options, ...rest } = given(call.body);
  const field = await inWork(call, (work) => create(work, { ...rest, ...(options && { options: given(options) }) }));
  return fieldView(field);
};
