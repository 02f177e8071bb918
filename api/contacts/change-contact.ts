import { and, eq } from 'drizzle-orm';
import { changeContact as change } from '../../crm-core/contacts/change-contact.ts';
import * as schema from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { contacts } from '../contract/contacts.ts';
import { given } from '../http/given.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { contactView } from './contact-view.ts';

export const changeContact: Handler<typeof contacts.change> = async (call) => {
  const { contactId, projectId } = call.params;
  await inWork(call, (work) => change(work, { contactId, patch: given(call.body) }));
  const [row] = await call.deps.core.db.orm
    .select()
    .from(schema.contacts)
    .where(and(eq(schema.contacts.projectId, projectId), eq(schema.contacts.id, contactId)));
  if (!row) throw notFound('contact', contactId);
  return contactView(row);
};
