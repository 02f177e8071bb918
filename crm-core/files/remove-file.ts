import { AppError } from '../../kernel/errors.ts';
import type { FileId } from '../../kernel/ids.ts';
import { fieldsInOrder } from '../fields/known-fields.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { getFile } from './get-file.ts';

/** Removes a file with its bytes. Refused while it is the value of a custom field: the field would point at nothing. */
export async function removeFile(work: Work, input: { fileId: FileId }): Promise<void> {
  const file = await getFile(work, input.fileId, 'edit');
  const field = await fieldHolding(work, file);
  if (field) {
    throw new AppError('refused', {
      message: `file ${file.id} is the value of the field ${field.id}`,
      userMessage: `“${field.name}” holds this file: clear that field or give it another file first`,
      details: { why: 'file_in_use', field: field.name },
    });
  }
  work.files.remove(file.id);
  work.emit('file.removed', file, { fileId: file.id, name: file.name, size: file.size });
}

/** A custom field whose value it is: of the deal or the contact that it is on, or of one that belongs to them. */
async function fieldHolding(work: Work, file: Row<'files'>): Promise<Row<'fields'> | undefined> {
  const fields = [...fieldsInOrder(work, 'deal'), ...fieldsInOrder(work, 'contact')].filter(
    ({ type }) => type === 'file',
  );
  if (fields.length === 0) return undefined;
  const deal = file.dealId && (await work.deals.find(file.dealId));
  const contactId = file.contactId ?? (deal ? deal.contactId : null);
  const held = await work.db.sql<Pick<Row<'fields'>, 'entity' | 'key'>[]>`
    select owner.entity, variable.key from (
      select 'deal' as entity, d.variables from deals d
      where d.project_id = ${work.projectId} and (d.id = ${file.dealId} or d.contact_id = ${contactId})
      union all
      select 'contact', c.variables from contacts c where c.project_id = ${work.projectId} and c.id = ${contactId}
    ) owner
    cross join jsonb_each_text(owner.variables) variable
    where variable.value = ${file.id}`;
  return fields.find(({ entity, key }) => held.some((one) => one.entity === entity && one.key === key));
}
