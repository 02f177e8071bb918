import type { Sql } from 'postgres';
import { demandUnrestricted } from '../../crm-core/work/actor.ts';
import { notFound } from '../../kernel/errors.ts';
import type { ContactId, ProjectId } from '../../kernel/ids.ts';
import { dealScope, maySee, type ProjectCaller } from '../auth/caller.ts';
import type { personalData } from '../contract/personal-data.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const getPersonalData: Handler<typeof personalData.get> = async (call) => {
  const { caller, params, deps } = call;
  demandUnrestricted(caller.actor, 'export');
  const { sql } = deps.core.db;
  const [contact] = await sql<{ name: string; row: object }[]>`
    select name, row_to_json(c) as row from contacts c
    where project_id = ${params.projectId} and id = ${params.contactId}`;
  if (!contact) throw notFound('contact', params.contactId);
  await inWork(call, async (work) => {
    const { contactId } = params;
    // The id is there so that the name can go when he is erased.
    work.emit('contact.exported', {}, { change: 'done', name: contact.name, contactId });
  });
  const parts = partsOf(sql, caller, params);
  return {
    name: `${contact.name}.json`,
    contentType: 'application/json',
    bytes: jsonText(contact.row, parts),
  };
};

type Part = [name: string, rows: AsyncIterable<{ row: object }[]>];

/** A page at a time: somebody who has written for years has more messages than belong in memory. */
const rowsPerPage = 500;

function partsOf(sql: Sql, caller: ProjectCaller, { projectId, contactId }: Of): Part[] {
  const { permissions } = caller.actor;
  const may = (section: 'crm' | 'inbox' | 'tasks') => maySee(permissions, section);
  const scope = dealScope(caller);
  const deals = sql`
    select id from deals where project_id = ${projectId} and contact_id = ${contactId} and ${may('crm')}
      and (${scope.kind === 'all'} or responsible_id = ${scope.kind === 'own' ? scope.memberId : null})`;
  const about = sql`(t.contact_id = ${contactId} and (t.deal_id is null or t.deal_id in (${deals})) or t.deal_id in (${deals}))`;
  const rows = (query: ReturnType<typeof sql>) =>
    sql<{ row: object }[]>`select row_to_json(t) as row ${query} order by t.id`.cursor(rowsPerPage);
  const conversations = sql`select id from conversations where project_id = ${projectId} and contact_id = ${contactId}`;
  const shown = sql`t.project_id = ${projectId}`;
  return [
    ['identities', rows(sql`from identities t where ${shown} and t.contact_id = ${contactId}`)],
    [
      'conversations',
      rows(sql`from (
      select id, project_id, channel_id, chat_key, contact_id, last_message_at, created_at from conversations
    ) t where ${shown} and t.contact_id = ${contactId} and ${may('inbox')}`),
    ],
    [
      'messages',
      rows(sql`from messages t where ${shown} and t.conversation_id in (${conversations}) and ${may('inbox')}`),
    ],
    ['deals', rows(sql`from deals t where ${shown} and t.id in (${deals})`)],
    ['tasks', rows(sql`from tasks t where ${shown} and ${about} and ${may('tasks')}`)],
    ['notes', rows(sql`from notes t where ${shown} and ${about}`)],
    ['files', rows(sql`from files t where ${shown} and ${about} and t.stored_at is not null`)],
    ['events', rows(sql`from events t where ${shown} and ${about}`)],
  ];
}

interface Of {
  projectId: ProjectId;
  contactId: ContactId;
}

async function* jsonText(contact: object, parts: readonly Part[]): AsyncGenerator<string> {
  yield `{\n"contact": ${JSON.stringify(contact, null, 1)}`;
  for (const [name, pages] of parts) {
    yield `,\n"${name}": [`;
    let separator = '\n';
    for await (const page of pages) {
      yield separator + page.map(({ row }) => JSON.stringify(row)).join(',\n');
      separator = ',\n';
    }
    yield ']';
  }
  yield '\n}\n';
}
