import type { Row } from '../../crm-core/work/tables.ts';
import type { ContactView } from '../contract/contacts.ts';

export function contactView(row: Row<'contacts'>): ContactView {
  const { id, personId, name, phone, email, variables, tags, responsibleId, version } = row;
  return { id, personId, name, phone, email, variables, tags, responsibleId, version };
}
