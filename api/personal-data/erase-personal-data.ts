import { and, eq } from 'drizzle-orm';
import { eraseContact } from '../../crm-core/contacts/erase-contact.ts';
import * as schema from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { DealId } from '../../kernel/ids.ts';
import type { ProjectCaller } from '../auth/caller.ts';
import type { personalData } from '../contract/personal-data.ts';
import type { Call, Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const erasePersonalData: Handler<typeof personalData.erase> = async (call) => {
  const { params, body, caller, deps } = call;
  const { contacts } = schema;
  const [known] = await deps.core.db.orm
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.projectId, params.projectId), eq(contacts.id, params.contactId)));
  if (!known) throw notFound('contact', params.contactId);
  const { name, wholePerson = false } = body;
  const outcome = await eraseContact(deps.core, caller.actor, { ...params, name, wholePerson });
  if (outcome.kind === 'refused') return outcome;
  await tellBoards(call, outcome.deals);
  return { ...outcome, deals: outcome.deals.length };
};

/** The erasure is no work, so open boards have to be told of the deals without a name. */
async function tellBoards(
  call: Pick<Call<unknown, unknown, unknown, ProjectCaller>, 'deps' | 'caller'>,
  dealIds: DealId[],
): Promise<void> {
  await inWork(call, async (work) => {
    await work.deals.load(dealIds);
    for (const id of dealIds) if (work.deals.peek(id)) work.deals.touch(id);
  });
}
