import type { Variables } from '../../drizzle/schema/documents.ts';
import type { ContactId, MemberId } from '../../kernel/ids.ts';
import { changedFields } from '../changed-fields.ts';
import { fitVariables } from '../fields/fit-variables.ts';
import { getActiveMember } from '../members/known-members.ts';
import { checkName } from '../projects/check-name.ts';
import { changeTags, type TagChange } from '../tags.ts';
import { mergeVariables } from '../variables.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { checkEmail, checkPhone } from './contact-fields.ts';

export interface ContactPatch {
  name?: string;
  /** As it was typed. */
  phone?: string | null;
  email?: string | null;
  /** Laid over the contact's own; null removes one. */
  variables?: Variables;
  tags?: TagChange;
  responsibleId?: MemberId | null;
  /** The bot no longer answers him, and he makes no new deals. */
  blocked?: boolean;
  /** He gets no broadcasts. */
  unsubscribed?: boolean;
}

/** Changes single fields. Throws `bad_input` for an empty name, a wrong phone or e-mail. */
export async function changeContact(
  work: Work,
  input: { contactId: ContactId; patch: ContactPatch },
): Promise<Row<'contacts'>> {
  demand(work.actor, 'contacts', 'edit');
  const contact = await work.contacts.get(input.contactId);
  const fields = fieldsOf(work, contact, input.patch);
  const changes = changedFields(contact, fields);
  if (Object.keys(changes).length === 0) return contact;
  work.emit('contact.changed', { contactId: contact.id }, { changes });
  return work.contacts.update(contact.id, { ...fields, updatedAt: work.now });
}

function fieldsOf(work: Work, contact: Row<'contacts'>, patch: ContactPatch): Partial<Row<'contacts'>> {
  if (patch.responsibleId && patch.responsibleId !== contact.responsibleId) {
    getActiveMember(work.config, patch.responsibleId);
  }
  return {
    ...(patch.name !== undefined && { name: checkName(patch.name) }),
    ...(patch.phone !== undefined && { phone: checkPhone(patch.phone, work.config.project.settings.country) }),
    ...(patch.email !== undefined && { email: checkEmail(patch.email) }),
    ...(patch.variables && {
      variables: mergeVariables(contact.variables, fitVariables(work, 'contact', patch.variables)),
    }),
    ...(patch.tags && { tags: changeTags(contact.tags, patch.tags) }),
    ...(patch.responsibleId !== undefined && { responsibleId: patch.responsibleId }),
    ...(patch.blocked !== undefined && { blockedAt: switched(contact.blockedAt, patch.blocked, work.now) }),
    ...(patch.unsubscribed !== undefined && {
      unsubscribedAt: switched(contact.unsubscribedAt, patch.unsubscribed, work.now),
    }),
  };
}

/** When it was switched on: switching on again does not move the moment. */
function switched(since: Date | null, on: boolean, now: Date): Date | null {
  return on ? (since ?? now) : null;
}
