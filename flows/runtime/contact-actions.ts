import { type ContactPatch, changeContact } from '../../crm-core/contacts/change-contact.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { Work } from '../../crm-core/work/work.ts';
import { assertNever } from '../../kernel/assert-never.ts';
import { AppError } from '../../kernel/errors.ts';
import type { ContactAction, Outcome } from '../engine/turn.ts';
import type { Value } from '../expressions/value.ts';

/** What a flow does with the customer's contact, by the command that people use. */
export async function contactAction(work: Work, contact: Row<'contacts'>, action: ContactAction): Promise<Outcome> {
  switch (action.kind) {
    case 'add_tags':
      return change(work, contact, { tags: { add: action.tags } });
    case 'remove_tags':
      return change(work, contact, { tags: { remove: action.tags } });
    case 'block':
      return change(work, contact, { blocked: true });
    case 'unsubscribe':
      return change(work, contact, { unsubscribed: true });
    default:
      return assertNever(action);
  }
}

/** A field of the contact (`name`, `phone`, `email`) or one of its variables. */
export async function setContactVariable(
  work: Work,
  contact: Row<'contacts'>,
  name: string,
  value: Value,
): Promise<Outcome> {
  const text = value === null ? null : String(value);
  switch (name) {
    case 'name':
      return change(work, contact, { name: text ?? '' });
    case 'phone':
      return change(work, contact, { phone: text });
    case 'email':
      return change(work, contact, { email: text });
    default:
      return change(work, contact, { variables: { [name]: value } });
  }
}

/** Bad values are the flow's fault: its error port, not a failed turn. */
async function change(work: Work, contact: Row<'contacts'>, patch: ContactPatch): Promise<Outcome> {
  try {
    await changeContact(work, { contactId: contact.id, patch });
    return { kind: 'ok' };
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad_input') return { kind: 'refused', why: error.message };
    throw error;
  }
}
