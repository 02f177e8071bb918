import type { TransactionSql } from 'postgres';
import { type ContactId, type DealId, newId, type ProjectId } from '../../kernel/ids.ts';
import type { ProjectConfig } from '../config/project-config.ts';
import { mayNotSee } from '../deals/get-deal.ts';
import { erased } from '../projects/project-defaults.ts';
import { type Actor, demand, demandUnrestricted } from '../work/actor.ts';
import type { Core } from '../work/run-work.ts';
import type { Row } from '../work/tables.ts';
import { eraseFromDeals, eraseFromEvents, eraseFromFiles, eraseTalk } from './erase-traces.ts';

export interface EraseContact {
  projectId: ProjectId;
  contactId: ContactId;
  /** The contact's name, typed by whoever is sure. */
  name: string;
  /** With all contacts that are the same person. */
  wholePerson: boolean;
}

export type EraseOutcome =
  | { kind: 'ok'; contacts: number; messages: number; deals: DealId[] }
  | { kind: 'refused'; why: 'other_name' | 'others_deals'; message: string };

/**
 * Removes what is known of a human being (PRODUCT D31): the contact with his accounts, conversations, notes, tasks and files,
 * and every copy in traces, queues and events. His deals stay, without a name or a word of his: money and the history of
 * stages count on. It cannot be taken back. The next message of the same account makes a new contact.
 *
 * A transaction of its own: a conversation has more rows than a `Work` should hold. Turns that run meanwhile find their
 * conversation gone when they commit, look again, and have nothing to do.
 */
export async function eraseContact(core: Core, actor: Actor, input: EraseContact): Promise<EraseOutcome> {
  demand(actor, 'contacts', 'edit');
  demandUnrestricted(actor, 'delete_contacts');
  const config = await core.configs.current(input.projectId);
  return core.db.sql.begin((sql) => erase(sql, { ...input, actor, config, now: core.clock.now() }));
}

interface Erasing extends EraseContact {
  actor: Actor;
  config: ProjectConfig;
  now: Date;
}

async function erase(sql: TransactionSql, input: Erasing): Promise<EraseOutcome> {
  const { projectId } = input;
  const contacts = await lockContacts(sql, input);
  const named = contacts.find(({ id }) => id === input.contactId);
  if (!named || fold(named.name) !== fold(input.name)) {
    return { kind: 'refused', why: 'other_name', message: 'The name is not the one of this contact.' };
  }
  const ids = contacts.map(({ id }) => id);
  const deals = await sql<Pick<Row<'deals'>, 'id' | 'responsibleId'>[]>`
    select id, responsible_id as "responsibleId" from deals
    where project_id = ${projectId} and contact_id = any(${ids}) order by id for update`;
  // The border: the rule looks at who is responsible and at nothing else.
  if (deals.some((deal) => mayNotSee(input.actor, deal as Row<'deals'>))) {
    return { kind: 'refused', why: 'others_deals', message: 'This contact has deals that your role does not show.' };
  }
  const dealIds = deals.map(({ id }) => id);
  const name = erased[input.config.project.settings.locale];
  const messages = await eraseTalk(sql, { projectId, contactIds: ids, dealIds });
  await eraseFromFiles(sql, { projectId, contacts, dealIds });
  await eraseFromEvents(sql, { projectId, contactIds: ids, dealIds });
  await eraseFromDeals(sql, { projectId, dealIds, name, settings: input.config.project.settings, now: input.now });
  await removeContacts(sql, projectId, contacts);
  await note(sql, input, { contacts: ids.length, deals: dealIds.length, messages });
  return { kind: 'ok', contacts: ids.length, messages, deals: dealIds };
}

export type ErasedContact = Pick<Row<'contacts'>, 'id' | 'personId' | 'name' | 'phone' | 'email'>;

/** The person first, as every command that decides about his deals touches him. */
async function lockContacts(
  sql: TransactionSql,
  { projectId, contactId, wholePerson }: EraseContact,
): Promise<ErasedContact[]> {
  await sql`
    select 1 from people where project_id = ${projectId}
      and id = (select person_id from contacts where id = ${contactId} and project_id = ${projectId}) for update`;
  return sql<ErasedContact[]>`
    select id, person_id as "personId", name, phone, email from contacts
    where project_id = ${projectId} and (id = ${contactId} or (${wholePerson} and person_id = (
      select person_id from contacts where id = ${contactId} and project_id = ${projectId}
    ))) order by id for update`;
}

/** Contacts that stay with the person go on without this one. */
async function removeContacts(sql: TransactionSql, projectId: ProjectId, contacts: ErasedContact[]): Promise<void> {
  const ids = contacts.map(({ id }) => id);
  const personIds = contacts.map(({ personId }) => personId);
  await sql`
    delete from person_links
    where project_id = ${projectId} and (contact_id = any(${ids}) or other_contact_id = any(${ids}))`;
  await sql`delete from contacts where project_id = ${projectId} and id = any(${ids})`;
  await sql`
    update people p set version = version + 1, current_deal_id = null, primary_contact_id = rest.id
    from (select person_id, min(id) as id from contacts where person_id = any(${personIds}) group by person_id) rest
    where p.id = rest.person_id and p.project_id = ${projectId}`;
  await sql`
    delete from people p where project_id = ${projectId} and id = any(${personIds})
      and not exists (select 1 from contacts c where c.person_id = p.id)`;
}

/** That it was done, and by whom, without a word about whom. */
async function note(sql: TransactionSql, { projectId, actor, now }: Erasing, counts: object): Promise<void> {
  const payload = { change: 'done', name: '', ...counts };
  await sql`
    insert into events (id, project_id, kind, actor, cause, payload, at)
    values (${newId('event')}, ${projectId}, 'contact.erased', ${JSON.stringify(actor.record)}::json, '{}',
      ${JSON.stringify(payload)}::json, ${now.toISOString()})`;
}

function fold(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}
