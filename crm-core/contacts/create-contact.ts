import type { Variables } from '../../drizzle/schema/documents.ts';
import { type MemberId, newId } from '../../kernel/ids.ts';
import { fitVariables } from '../fields/fit-variables.ts';
import { getActiveMember } from '../members/known-members.ts';
import { isE164 } from '../phone.ts';
import { unnamed } from '../projects/project-defaults.ts';
import { cleanTags } from '../tags.ts';
import { mergeVariables } from '../variables.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { checkEmail, checkPhone } from './contact-fields.ts';

export interface NewContact {
  name?: string;
  /** As it was typed; read with the project's country. Throws `bad_input` when it is no phone. */
  phone?: string | null;
  /** A phone that a messenger vouches for, in E.164; taken as it is when `phone` is not given. */
  attestedPhone?: string;
  email?: string | null;
  variables?: Variables;
  tags?: string[];
  responsibleId?: MemberId | null;
}

/** A contact, and the person that it is until it is linked with others (PRODUCT §5). */
export async function createContact(work: Work, input: NewContact): Promise<Row<'contacts'>> {
  demand(work.actor, 'contacts', 'edit');
  if (input.responsibleId) getActiveMember(work.config, input.responsibleId);
  const person = newId('person');
  const contact = work.contacts.insert({
    id: newId('contact'),
    projectId: work.projectId,
    personId: person,
    name: input.name?.trim() || unnamed[work.config.project.settings.locale],
    phone: phoneOf(work, input),
    email: checkEmail(input.email),
    variables: mergeVariables({}, fitVariables(work, 'contact', input.variables ?? {})),
    tags: cleanTags(input.tags ?? []),
    responsibleId: input.responsibleId ?? null,
    blockedAt: null,
    unsubscribedAt: null,
    version: 1,
    createdAt: work.now,
    updatedAt: work.now,
  });
  work.people.insert({
    id: person,
    projectId: work.projectId,
    primaryContactId: contact.id,
    currentDealId: null,
    version: 1,
  });
  work.emit('contact.created', { contactId: contact.id }, { name: contact.name });
  return contact;
}

function phoneOf(work: Work, input: NewContact): string | null {
  if (input.phone) return checkPhone(input.phone, work.config.project.settings.country);
  return input.attestedPhone && isE164(input.attestedPhone) ? input.attestedPhone : null;
}
