import type { Sql } from 'postgres';
import type { FakeBot } from '../../test/fakes/telegram/fake-telegram.ts';
import type { Diary } from './customers.ts';

/** What came of it all. Everything but the first lines and `saidTwiceFlagged` has to be zero. */
export interface Findings {
  updates: number;
  messages: number;
  /** Updates without their row in the inbox. */
  lostUpdates: number;
  /** Messages whose answer the customer never saw. */
  unanswered: number;
  lostDeals: number;
  lostTasks: number;
  lostNotifications: number;
  lostMoves: number;
  /** Messages that are in the conversation, or were counted on the deal, more than once. */
  processedTwice: number;
  doubledDeals: number;
  doubledTasks: number;
  doubledNotifications: number;
  doubledMoves: number;
  /** Calls to the world that may not be repeated, and were. */
  doubledCalls: number;
  /** Messages that were heard before an earlier one. */
  heardOutOfOrder: number;
  saidOutOfOrder: number;
  /** Replies that the customer saw more than once and that are flagged: the process ended between sending and noting it. */
  saidTwiceFlagged: number;
  saidTwiceUnexplained: number;
  /** Replies that may have been shown twice, and were not. */
  flaggedInVain: number;
  /** Events given up after five tries, bodies that could not be stored, replies held for a human. */
  parked: number;
  quarantined: number;
  held: number;
}

/** Looks for what has to be there once and in order, in the database and on the customers' screens. */
export async function checkFindings(
  sql: Sql,
  bot: FakeBot,
  diaries: readonly Diary[],
  calls: ReadonlyMap<string, number>,
): Promise<Findings> {
  const records = await readRecords(sql);
  const findings: Findings = {
    ...emptyFindings,
    ...records.rest,
    doubledCalls: sum([...calls.values()].map((times) => times - 1)),
  };
  for (const diary of diaries) {
    const own = records.of(String(diary.chatId));
    const screen = bot.sentTo(diary.chatId).map((message) => message.text);
    add(findings, findingsOf(diary, own, screen));
  }
  findings.lostUpdates = diaries.flatMap((diary) => diary.updates).filter((id) => !records.keys.has(`u${id}`)).length;
  return findings;
}

const emptyFindings: Findings = {
  updates: 0,
  messages: 0,
  lostUpdates: 0,
  unanswered: 0,
  lostDeals: 0,
  lostTasks: 0,
  lostNotifications: 0,
  lostMoves: 0,
  processedTwice: 0,
  doubledDeals: 0,
  doubledTasks: 0,
  doubledNotifications: 0,
  doubledMoves: 0,
  doubledCalls: 0,
  heardOutOfOrder: 0,
  saidOutOfOrder: 0,
  saidTwiceFlagged: 0,
  saidTwiceUnexplained: 0,
  flaggedInVain: 0,
  parked: 0,
  quarantined: 0,
  held: 0,
};

/** What may be other than zero. */
const tolerated: ReadonlySet<keyof Findings> = new Set(['updates', 'messages', 'saidTwiceFlagged', 'flaggedInVain']);

/** Names of the figures that ought to be zero and are not. */
export function faultsIn(findings: Findings): string[] {
  return (Object.keys(findings) as (keyof Findings)[]).filter((name) => !tolerated.has(name) && findings[name] !== 0);
}

/** What the database holds of one customer. */
export interface Records {
  heard: string[];
  said: { text: string; repeats: number }[];
  tasks: string[];
  notices: string[];
  counts: number[];
  moves: number;
}

/** Compares what one customer did with what is recorded of him and what is on his screen. */
export function findingsOf(diary: Diary, own: Records, screen: string[]): Partial<Findings> {
  const words = diary.said.map((one) => one.words);
  const of = (kind: string) => diary.said.filter((one) => one.kind === kind).map((one) => one.words);
  const heard = own.heard.filter((text) => text !== 'Pick');
  const tasks = compare(of('task'), own.tasks);
  const notices = compare([...of('notice'), ...of('notice')], own.notices);
  const moves = of('move').length;
  const [count = 0] = own.counts;
  const expected = diary.said.flatMap((one) => one.expects);
  const repeats = new Map(own.said.map((message) => [message.text, message.repeats]));
  const extra = [...tally(screen)].map(([text, times]) => ({ more: times - 1, flagged: repeats.get(text) ?? 0 }));
  return {
    updates: diary.updates.length,
    messages: words.length,
    unanswered: diary.unanswered.length,
    lostDeals: own.counts.length === 0 ? 1 : 0,
    lostTasks: tasks.missing,
    lostNotifications: notices.missing,
    lostMoves: Math.max(0, moves - own.moves),
    processedTwice: compare(words, heard).extra + Math.max(0, count - words.length),
    doubledDeals: Math.max(0, own.counts.length - 1),
    doubledTasks: tasks.extra,
    doubledNotifications: notices.extra,
    doubledMoves: Math.max(0, own.moves - moves),
    heardOutOfOrder: inversions(heard, words),
    saidOutOfOrder: inversions([...new Set(screen)], expected),
    saidTwiceFlagged: sum(extra.map(({ more, flagged }) => Math.min(more, flagged))),
    saidTwiceUnexplained: sum(extra.map(({ more, flagged }) => Math.max(0, more - flagged))),
    flaggedInVain: sum(extra.map(({ more, flagged }) => Math.max(0, flagged - more))),
  };
}

async function readRecords(sql: Sql) {
  const heard = await sql<{ chat: string; text: string }[]>`
    select c.chat_key as chat, coalesce(m.body->>'text', m.body->>'label') as text
    from messages m join conversations c on c.id = m.conversation_id where m.direction = 'in' order by m.id`;
  const said = await sql<{ chat: string; text: string; repeats: number }[]>`
    select c.chat_key as chat, m.body->'body'->>'text' as text, m.repeats
    from messages m join conversations c on c.id = m.conversation_id where m.direction = 'out' order by m.id`;
  const tasks = await sql<{ chat: string; title: string }[]>`
    select c.chat_key as chat, t.title from tasks t join conversations c on c.contact_id = t.contact_id`;
  const notices = await sql<{ chat: string; text: string }[]>`
    select c.chat_key as chat, n.text from notifications n join conversations c on c.id = n.conversation_id
    where n.kind = 'flow'`;
  const deals = await sql<{ chat: string; count: number }[]>`
    select c.chat_key as chat, (d.variables->>'count')::int as count
    from deals d join conversations c on c.contact_id = d.contact_id`;
  const moves = await sql<{ chat: string }[]>`
    select c.chat_key as chat from events e join conversations c on c.contact_id = e.contact_id
    where e.kind = 'deal.moved'`;
  const keys = await sql<{ key: string }[]>`select key from inbox`;
  const [rest] = await sql<Pick<Findings, 'parked' | 'quarantined' | 'held'>[]>`
    select (select count(*)::int from inbox where parked is not null) as parked,
      (select count(*)::int from quarantine) as quarantined,
      (select count(*)::int from outbox where status = 'held') as held`;
  const ofChat = <Row extends { chat: string }>(rows: readonly Row[], chat: string) =>
    rows.filter((row) => row.chat === chat);
  return {
    rest,
    keys: new Set(keys.map((row) => row.key)),
    of: (chat: string): Records => ({
      heard: ofChat(heard, chat).map((row) => row.text),
      said: ofChat(said, chat),
      tasks: ofChat(tasks, chat).map((row) => row.title),
      notices: ofChat(notices, chat).map((row) => row.text),
      counts: ofChat(deals, chat).map((row) => row.count),
      moves: ofChat(moves, chat).length,
    }),
  };
}

function compare(expected: readonly string[], found: readonly string[]): { missing: number; extra: number } {
  const [want, have] = [tally(expected), tally(found)];
  const texts = [...new Set([...expected, ...found])];
  const differences = texts.map((text) => (have.get(text) ?? 0) - (want.get(text) ?? 0));
  return {
    missing: sum(differences.map((by) => Math.max(0, -by))),
    extra: sum(differences.map((by) => Math.max(0, by))),
  };
}

/** How many stand before one that should have come earlier. */
function inversions(found: readonly string[], order: readonly string[]): number {
  const places = found.map((text) => order.indexOf(text));
  return places.filter((place, at) => at > 0 && place < (places[at - 1] ?? 0)).length;
}

function tally(texts: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  return times;
}

function add(findings: Findings, more: Partial<Findings>): void {
  for (const [name, value] of Object.entries(more)) findings[name as keyof Findings] += value;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
