import { beforeAll, describe, expect, test } from 'vitest';
import { handClock } from '../../kernel/clock.ts';
import { secretBox } from '../../kernel/secret-box.ts';
import { type TestCore, testCore } from '../../test/builders.ts';
import type { Demo } from './demo.ts';
import { englishDemo } from './english-demo.ts';
import { makeDemo } from './make-demo.ts';
import { russianDemo } from './russian-demo.ts';

const core = await testCore();
const secrets = secretBox('a key of the demo that is long enough');

beforeAll(() => makeDemo({ core, secrets }));

/** What a query counts, as one number. */
async function count(query: string, on: TestCore = core): Promise<number> {
  const [row] = await on.db.sql.unsafe(`select count(*)::int as count from ${query}`);
  return row?.count;
}

async function names(query: string): Promise<string[]> {
  const rows = await core.db.sql.unsafe(query);
  return rows.map((row) => String(row.name));
}

const inProject = ({ file }: Demo) => `(select id from projects where name = '${file.project.name}')`;

describe.each([
  { language: 'Russian', demo: russianDemo },
  { language: 'English', demo: englishDemo },
])('the $language demo', ({ demo }) => {
  const own = `project_id = ${inProject(demo)}`;

  test('is marked as a demo, and the owner of both is one user', async () => {
    expect(await count(`projects where demo and name = '${demo.file.project.name}'`)).toBe(1);
    const owners = `select u.email as name from members m join users u on u.id = m.user_id join roles r on r.id = m.role_id
      where r.kind = 'owner' and m.${own}`;
    expect(await names(owners)).toEqual(['owner@localhost']);
  });

  test('has cards in every stage and every system stage', async () => {
    const perStage = await core.db.sql.unsafe(`
      select s.name, count(d.id)::int as deals from stages s left join deals d on d.stage_id = s.id and d.status = 'open'
      where s.${own} group by s.id, s.name`);
    expect(perStage).toHaveLength(7);
    for (const { name, deals } of perStage)
      expect({ name, deals }).toEqual({ name, deals: expect.toSatisfy((n) => n > 0) });
    for (const status of ['won', 'lost', 'archived']) {
      expect(await count(`deals where status = '${status}' and ${own}`)).toBeGreaterThan(2);
    }
    expect(await count(`deals where ${own}`)).toBeGreaterThanOrEqual(60);
  });

  test('tells every story to its end', async () => {
    const wins = demo.stories.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'win'));
    expect(await count(`deals where status = 'won' and ${own}`)).toBe(wins.length);
    const written = demo.stories.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'write'));
    expect(await count(`messages where author->>'kind' = 'member' and ${own}`)).toBe(written.length);
    const notes = demo.stories.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'note'));
    expect(await count(`notes where author->>'kind' = 'member' and ${own}`)).toBe(notes.length);
  });

  test('M1: shows all three reasons for being in Unsorted', async () => {
    const reasons = `select distinct unsorted->>'kind' as name from deals where stage_id is null and status = 'open' and ${own} order by 1`;
    expect(await names(reasons)).toEqual(['block_not_reached', 'no_pipeline', 'setting_off']);
  });

  test('D2: every lost and archived deal says why', async () => {
    expect(await count(`deals where status in ('lost', 'archived') and close_reason is null and ${own}`)).toBe(0);
  });

  test('the bot answers every customer who writes, and is never at a loss', async () => {
    expect(await count(`turns where failed and ${own}`)).toBe(0);
    expect(await count(`conversations where attention = 'not_understood' and ${own}`)).toBe(0);
    const unanswered = `conversations v where ${own} and not exists
      (select from messages m where m.conversation_id = v.id and m.author->>'kind' = 'flow')`;
    expect(await count(unanswered)).toBe(0);
    expect(await count(`conversations where ${own}`)).toBeGreaterThan(30);
  });

  test('S13: has tasks that are overdue, due today and later, and some that are done', async () => {
    const now = core.clock.now().toISOString();
    const open = `tasks where done_at is null and ${own}`;
    expect(await count(`${open} and due_at < timestamptz '${now}'`)).toBeGreaterThan(2);
    expect(
      await count(`${open} and due_at between '${now}' and timestamptz '${now}' + interval '15 hours'`),
    ).toBeGreaterThan(2);
    expect(await count(`${open} and due_at > timestamptz '${now}' + interval '1 day'`)).toBeGreaterThan(2);
    expect(await count(`tasks where done_at is not null and ${own}`)).toBeGreaterThan(2);
  });

  test('S14: one person has written from two messengers and has two deals', async () => {
    const linked = `(select c.person_id from contacts c join deals d on d.contact_id = c.id where c.${own}
      group by 1 having count(distinct c.id) = 2) people`;
    expect(await count(linked)).toBe(1);
  });

  test('one phone in the page is in the middle of its talk, the others are new', async () => {
    const phones = demo.file.channels.flatMap((channel) => (channel.kind === 'simulator' ? channel.phones : []));
    expect(phones).toHaveLength(3);
    const ids = phones.map(({ id }) => `'${id}'`).join();
    const waiting = `select state->'stack'->0->>'blockId' as name from conversations where chat_key in (${ids}) and ${own}`;
    expect(await names(waiting)).toEqual(['offer']);
  });
});

describe('what the demos leave in the database', () => {
  test('ranks are unique within a stage', async () => {
    expect(await count('(select stage_id, rank from deals group by 1, 2 having count(*) > 1) twice')).toBe(0);
  });

  test('every deal has a contact, every contact a person, every person a primary contact of his own', async () => {
    expect(await count('deals where contact_id is null')).toBe(0);
    expect(
      await count(
        'contacts c left join people p on p.id = c.person_id and p.project_id = c.project_id where p.id is null',
      ),
    ).toBe(0);
    // A person whose only contact was linked to another one stays, for the day on which that is taken back.
    const lost = `people p where not exists (select from contacts c where c.id = p.primary_contact_id)`;
    expect(await count(lost)).toBe(0);
  });

  test('every deal was created once, and its last move leads to where it is', async () => {
    const created = `deals d where (select count(*) from events e where e.deal_id = d.id and e.kind = 'deal.created') <> 1`;
    expect(await count(created)).toBe(0);
    const elsewhere = `deals d join lateral (
        select e.payload->'to'->>'stageId' as stage_id from events e
        where e.deal_id = d.id and e.kind in ('deal.created', 'deal.moved', 'deal.accepted') order by e.id desc limit 1
      ) last on true where last.stage_id is distinct from d.stage_id`;
    expect(await count(elsewhere)).toBe(0);
  });

  test('M2: events, messages and turns are in the order of time, and none is in the future', async () => {
    for (const table of ['events', 'messages', 'turns']) {
      const order = `lag(at) over (partition by project_id order by id)`;
      expect(await count(`(select at < ${order} as backwards from ${table}) rows where backwards`)).toBe(0);
      expect(await count(`${table} where at > '${core.clock.now().toISOString()}'`)).toBe(0);
    }
  });

  test('every stay in a stage that ended has its length', async () => {
    expect(
      await count(
        `events where kind in ('deal.moved', 'deal.won') and coalesce((payload->>'inStageMs')::bigint, 0) <= 0`,
      ),
    ).toBe(0);
  });

  test('an open conversation tells its last message, and nothing waits to be sent or thought about', async () => {
    const stale = `conversations v join lateral (
        select m.at from messages m where m.conversation_id = v.id order by m.id desc limit 1
      ) last on true where last.at <> v.last_message_at`;
    expect(await count(stale)).toBe(0);
    expect(await count('outbox')).toBe(0);
    expect(await count('inbox')).toBe(0);
    expect(await count(`messages where status not in ('sent', 'received')`)).toBe(0);
  });

  test('no timer is overdue, unless a human holds its conversation', async () => {
    const now = core.clock.now().toISOString();
    expect(
      await count(
        `timers t join conversations v on v.id = t.conversation_id where t.fire_at <= '${now}' and v.speaker = 'bot'`,
      ),
    ).toBe(0);
    expect(await count(`timers where fire_at > '${now}'`)).toBeGreaterThan(0);
  });

  test('nobody of the demo can sign in with a password, and nothing but reserved addresses is used', async () => {
    expect(await count('users where password_hash is not null')).toBe(0);
    expect(await count(`users where email !~ '(@example.com|@localhost)$'`)).toBe(0);
    expect(await count(`contacts where email !~ '[@.]example.com$'`)).toBe(0);
    expect(await count(`contacts where phone !~ '^(\\+7999000|\\+44207946)\\d{4}$'`)).toBe(0);
  });

  test('a second start adds nothing', async () => {
    const before = [await count('projects'), await count('deals'), await count('users')];
    await makeDemo({ core, secrets });
    expect([await count('projects'), await count('deals'), await count('users')]).toEqual(before);
  });
});

describe('at any moment', () => {
  test.each(['2026-03-29T00:40:00Z', '2026-10-25T00:59:00Z', '2027-01-01T20:55:00Z'])(
    'a demo made at %s is whole',
    async (moment) => {
      const other = await testCoreAt(moment);
      await makeDemo({ core: other, secrets });
      expect(await count(`deals where status = 'won'`, other)).toBe(await count(`deals where status = 'won'`));
      expect(await count(`notes where author->>'kind' = 'member'`, other)).toBe(
        await count(`notes where author->>'kind' = 'member'`),
      );
      expect(await count(`conversations where attention = 'not_understood'`, other)).toBe(0);
    },
  );

  test('two processes that start together make one pair', async () => {
    const other = await testCoreAt('2026-05-05T12:00:00Z');
    const owners = await Promise.all([makeDemo({ core: other, secrets }), makeDemo({ core: other, secrets })]);
    expect(new Set(owners).size).toBe(1);
    expect(await count('projects', other)).toBe(2);
  });

  test('a start that is cut off leaves no project, and the next one makes both', async () => {
    const other = await testCoreAt('2026-05-05T12:00:00Z');
    await other.db.sql`create function cut() returns trigger language plpgsql as $$ begin raise 'cut off'; end $$`;
    await other.db.sql`create trigger cut before insert on tasks execute function cut()`;
    await expect(makeDemo({ core: other, secrets })).rejects.toThrow('cut off');
    expect(await count('projects', other)).toBe(0);
    await other.db.sql`drop trigger cut on tasks`;
    await makeDemo({ core: other, secrets });
    expect(await count('projects', other)).toBe(2);
  });
});

async function testCoreAt(moment: string): Promise<TestCore> {
  return { ...(await testCore()), clock: handClock(moment) };
}
