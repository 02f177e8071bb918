import { and, eq } from 'drizzle-orm';
import { changeContact as change } from '../../crm-core/contacts/change-contact.ts';
import type { Work } from '../../crm-core/work/work.ts';
import * as schema from '../../drizzle/schema/index.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { ContactId } from '../../kernel/ids.ts';
import type { contacts } from '../contract/contacts.ts';
import { given } from '../http/given.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { contactView } from './contact-view.ts';

export const changeContact: Handler<typeof contacts.change> = async (call) => {
  const { contactId, projectId } = call.params;
  const { version, ...patch } = given(call.body);
  await inWork(call, async (work) => {
    if (version !== undefined) await demandVersion(work, contactId, version);
    return change(work, { contactId, patch });
  });
  const [row] = await call.deps.core.db.orm
    .select()
    .from(schema.contacts)
    .where(and(eq(schema.contacts.projectId, projectId), eq(schema.contacts.id, contactId)));
  if (!row) throw notFound('contact', contactId);
  return contactView(row);
};

/** Throws `conflict` with the contact as it is now, when it is not the version that the caller has seen. */
async function demandVersion(work: Work, contactId: ContactId, seen: number): Promise<void> {
  const contact = await work.contacts.get(contactId);
  if (contact.version === seen) return;
  throw new AppError('conflict', {
    message: `contact ${contactId} is at version ${contact.version}`,
    userMessage: 'Somebody else has changed the contact.',
    details: { contact: contactView(contact) },
  });
}
