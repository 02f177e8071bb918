import type { Sql, TransactionSql } from 'postgres';

export const boardStages = 8;

/**
 * Fills the product's own tables as years of work would: each deal with its contact, identity, conversation, two messages
 * and an event, spread over the stages of the flow's pipeline and of another one made for the board. Plain SQL, because a
 * million deals through the commands would take an hour. Needs a superuser, to leave foreign keys unchecked while it runs.
 */
export async function seedVoronka(sql: Sql, deals: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`set local synchronous_commit = off`;
    await tx`create temporary table seed_place on commit drop as select id as project_id from projects order by id limit 1`;
    await addBoardPipeline(tx);
    await addContacts(tx, deals);
    await addConversations(tx, deals);
    await addDeals(tx, deals);
    await tx`update projects set config_version = config_version + 1 where id in (select project_id from seed_place)`;
  });
  // Vacuumed too: index-only scans need the visibility map that a living database has.
  await sql`vacuum analyze`;
}

async function addBoardPipeline(sql: TransactionSql): Promise<void> {
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
    select 'pip_0bench', project_id, 'Board of the bench', 'RUB', 'z', ${sql.json(settings)}, now() from seed_place`;
  await sql`
    insert into stages (id, project_id, pipeline_id, name, color, position, rules)
    select 'stg_0bench' || n, project_id, 'pip_0bench', 'Stage ' || n, 'blue', 'a' || n,
      '{"forbiddenTargets": [], "requiredFields": []}'
    from seed_place, generate_series(0, ${boardStages - 1}::int) n`;
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
    insert into deals (id, project_id, contact_id, name, amount, currency, pipeline_id, stage_id, status, rank,
      stage_entered_at, variables, tags, created_at, updated_at)
    select 'deal_0' || n, project_id, 'con_0' || n, 'Deal ' || n, n % 1000 * 100, 'RUB', pipeline_id, stage_id, 'open',
      'g' || lpad(n::text, 7, '0'), now(), '{}', case when n % 40 = 0 then array['vip'] else '{}' end, now(), now()
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
