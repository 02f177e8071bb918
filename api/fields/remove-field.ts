import { deleteField } from '../../crm-core/fields/delete-field.ts';
import type { fields } from '../contract/fields.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const removeField: Handler<typeof fields.remove> = async (call) => {
  await inWork(call, (work) => deleteField(work, { fieldId: call.params.fieldId }));
  return {};
};
