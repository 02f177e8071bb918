import { isShowable } from '../../crm-core/files/sniff-content-type.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { FileView } from '../contract/files.ts';

export function fileView(row: Row<'files'>): FileView {
  const { id, dealId, contactId, name, contentType, size, author } = row;
  return {
    ...{ id, dealId, contactId, name, contentType, size, author },
    showable: isShowable(contentType),
    createdAt: row.createdAt.toISOString(),
  };
}
