import type { Sql, TransactionSql } from 'postgres';

export const boardStages = 8;
/** Each with so many stages. The first is the one that the benches look at. */
const boardPipelines = 10;
export const boardMembers = 10;

/**
 * Fills the product's own tables as years of work would: each deal with its contact, identity, conversation, two messages
 * and an event, spread over the stages of the flow's pipeline and of ten others made for the board. Plain SQL, because a
 * million deals through the commands would take an hour. Needs a superuser, to leave foreign keys unchecked while it runs.
 */
export async function seedVoronka(sql: Sql, deals: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`set local synchronous_commit = off`;
    await tx`create temporary table seed_place on commit drop as select id as project_id from projects order by id limit 1`;
    const indexes = await dropIndexes(tx);
    await addMembers(tx);
    await addBoardPipelines(tx);
    await addContacts(tx, deals);
    await addConversations(tx, deals);
    await addDeals(tx, deals);
    for (const index of indexes) await tx.unsafe(index);
    await tx`update projects set config_version = config_version + 1 where id in (select project_id from seed_place)`;
  });
  // Vacuumed too: index-only scans need the visibility map that a living database has.
  await sql`vacuum analyze`;
}

/** Building an index over a million rows takes a fraction of what filling it row by row does. */
async function dropIndexes(sql: TransactionSql): Promise<string[]> {
  await sql`set local maintenance_work_mem = '256MB'`;
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid::regclass::text in ('people', 'contacts', 'identities', 'conversations', 'messages', 'deals', 'events')
      and not indisprimary`;
  for (const { name } of indexes) await sql`drop index ${sql(name)}`;
  return indexes.map(({ definition }) => definition);
}

async function addMembers(sql: TransactionSql): Promise<void> {
  await sql`
    insert into users (id, email, name, created_at)
    select 'usr_0bench' || n, n || '@bench.example', 'Member ' || n, now() from generate_series(0, ${boardMembers - 1}::int) n`;
  await sql`
    insert into members (id, project_id, user_id, role_id, created_at)
    select 'mem_0bench' || n, project_id, 'usr_0bench' || n, role_id, now()
    from generate_series(0, ${boardMembers - 1}::int) n,
      (select project_id, roles.id as role_id from seed_place join roles using (project_id) limit 1) place`;
}

async function addBoardPipelines(sql: TransactionSql): Promise<void> {
  const settings = {
    cardFields: ['contact', 'amount', 'phone', 'tags'],
    cardVariables: [],
    systemStages: { unsorted: false, won: false, lost: false, archived: false },
    hideMerged: false,
    density: 'comfortable',
    sort: 'manual',
    showSums: true,
    rottingDays: null,
    rottingFrom: 'stage_entry',
  };
  await sql`
    insert into pipelines (id, project_id, name, currency, position, settings, created_at)
    select 'pip_0bench' || coalesce(nullif(p, 0)::text, ''), project_id, 'Board ' || p, 'RUB', 'z' || p, ${sql.json(settings)}, now()
    from seed_place, generate_series(0, ${boardPipelines - 1}::int) p`;
  await sql`
    insert into stages (id, project_id, pipeline_id, name, color, position, rules)
    select 'stg_0bench' || coalesce(nullif(p, 0) || 'x', '') || n, project_id, 'pip_0bench' || coalesce(nullif(p, 0)::text, ''),
      'Stage ' || n, 'blue', 'a' || n, '{"forbiddenTargets": [], "requiredFields": []}'
    from seed_place, generate_series(0, ${boardStages - 1}::int) n, generate_series(0, ${boardPipelines - 1}::int) p`;
}

async function addContacts(sql: TransactionSql, deals: number): Promise<void> {
  await sql`
    insert into people (id, project_id, primary_contact_id)
    select 'per_0' || n, project_id, 'con_0' || n from seed_place, generate_series(1, ${deals}::int) n`;
  // Names of people, so that a search by three letters finds some and not all.
  await sql`
    insert into contacts (id, project_id, person_id, name, phone, variables, created_at, updated_at)
    select 'con_0' || n, project_id, 'per_0' || n,
      (array['Anna','Boris','Vera','Gleb','Daria','Egor','Zhanna','Ivan','Kira','Lev','Maria','Nikita','Olga','Pavel','Rita'])[1 + n % 15]
        || ' ' ||
      (array['Abramova','Belov','Volkov','Gromova','Dolgov','Ershova','Zimin','Isaev','Kuznetsov','Lebedeva','Morozov'])[1 + n / 15 % 11]
        || ' ' || n,
      '+7888' || lpad(n::text, 7, '0'), '{}', now() - n * interval '1 second', now()
    from seed_place, generate_series(1, ${deals}::int) n`;
}

async function addConversations(sql: TransactionSql, deals: number): Promise<void> {
  await sql`create temporary table seed_channel on commit drop as
    select channels.id as channel_id, project_id from channels join seed_place using (project_id)
    order by (kind = 'telegram') desc limit 1`;
  await sql`
    insert into identities (id, project_id, channel_id, contact_id, external_id, name, created_at)
    select 'idn_0' || n, project_id, channel_id, 'con_0' || n, (-n)::text, 'Seeded ' || n, now()
    from seed_channel, generate_series(1, ${deals}::int) n`;
  const state = {
    version: 1,
    stack: [],
    choices: [],
    budget: { since: '2026-01-01T00:00:00.000Z', blocks: 0 },
    once: [],
  };
  await sql`
    insert into conversations (id, project_id, channel_id, lane, chat_key, identity_id, contact_id, state, speaker,
      last_message_at, last_message_text, created_at)
    select 'cnv_0' || n, project_id, channel_id, channel_id || ':-' || n, '-' || n, 'idn_0' || n, 'con_0' || n,
      ${sql.json(state)}, 'bot', now(), 'What is your name?', now()
    from seed_channel, generate_series(1, ${deals}::int) n`;
  await sql`
    insert into messages (id, project_id, conversation_id, direction, body, status, at)
    select 'msg_0' || n || direction, project_id, 'cnv_0' || n, direction, '{"kind":"text","text":"What is your name?"}',
      case direction when 'in' then 'received' else 'sent' end, now()
    from seed_channel, generate_series(1, ${deals}::int) n, (values ('in'), ('out')) directions (direction)`;
}

async function addDeals(sql: TransactionSql, deals: number): Promise<void> {
  await sql`
    insert into deals (id, project_id, contact_id, name, amount, currency, responsible_id, pipeline_id, stage_id, status, rank,
      stage_entered_at, variables, tags, created_at, updated_at)
    select 'deal_0' || n, project_id, 'con_0' || n, 'Deal ' || n, n % 1009 * 100, 'RUB',
      'mem_0bench' || n / 7 % ${boardMembers}::int, pipeline_id, stage_id, 'open',
      'g' || lpad(n::text, 7, '0'), now(), '{}', case when n % 41 = 0 then array['vip'] else '{}' end,
      now() - n * interval '1 second', now()
    from (
      select id as stage_id, pipeline_id, project_id, row_number() over (order by id) - 1 as slot, count(*) over () as slots
      from stages where project_id in (select project_id from seed_place)
    ) places
    join generate_series(1, ${deals}::int) n on n % slots = slot`;
  await sql`
    insert into events (id, project_id, kind, deal_id, contact_id, actor, cause, payload, at)
    select 'evt_0' || n, project_id, 'deal.created', 'deal_0' || n, 'con_0' || n,
      '{"kind":"import","name":"bench"}', '{}', '{}', now()
    from seed_place, generate_series(1, ${deals}::int) n`;
}
