import type { Fragment, Sql } from 'postgres';
import type { Section } from '../../../crm-core/members/permissions.ts';
import { AppError } from '../../../kernel/errors.ts';
import { maySee } from '../../auth/caller.ts';
import { escapeLike, searchPatterns } from '../../board/search-patterns.ts';
import { type Condition, type DealField, type Op, variableOf } from '../../contract/deal-filter.ts';
import { textArray } from '../../http/text-array.ts';
import type { Asker } from './deal-query.ts';
import { type MomentRange, momentRange } from './moment-range.ts';
import { variableSql } from './variable-sql.ts';

/** What has to be true of the deal `d` for the condition to hold. Throws `forbidden` for what the asker's role may not see. */
export function conditionSql(sql: Sql, condition: Condition, asker: Asker): Fragment {
  demandSight(condition.field, asker);
  const positive = positives[condition.op];
  if (positive === undefined) return holdsSql(sql, condition, asker);
  const holds = holdsSql(sql, { ...condition, op: positive }, asker);
  // Nulls are "no" before they are negated; what an `exists` says is never null, and is left as the planner knows it.
  return looksElsewhere(condition) ? sql`not (${holds})` : sql`not coalesce(${holds}, false)`;
}

/** Negations hold wherever their positive does not: for deals without a contact, too. */
const positives: Partial<Record<Op, Op>> = {
  is_not: 'is',
  not_contains: 'contains',
  none_of: 'any_of',
  empty: 'filled',
};

/** A section that the role may not see is not told by what a filter finds, either (PRODUCT S17). */
export function demandSight(field: string, { permissions }: Asker): void {
  const section = sectionOf(field);
  if (!section || maySee(permissions, section)) return;
  throw new AppError('forbidden', {
    message: `a filter or an order by ${field} without sight of ${section}`,
    userMessage: `Your role does not allow this: ${section} (view).`,
    details: { section, level: 'view', field },
  });
}

function sectionOf(field: string): Section | undefined {
  if (field === 'last_message') return 'inbox';
  if (field === 'next_task') return 'tasks';
  // The contact's name stands on every card.
  return field.startsWith('contact.') && field !== 'contact.name' ? 'contacts' : undefined;
}

/** Whether what is asked lies in other tables. */
function looksElsewhere({ field }: Condition): boolean {
  return field.startsWith('contact.') || ['channel', 'last_message', 'next_task'].includes(field);
}

/** Whether the deals that fit are better looked for all at once than one by one: tags have an index that knows no order. */
export function isFoundAtOnce(condition: Condition): boolean {
  return looksElsewhere(condition) || condition.field === 'tags';
}

function holdsSql(sql: Sql, condition: Condition, asker: Asker): Fragment {
  const { op, value } = condition;
  const variable = variableOf(condition.field);
  if (variable) {
    const variables = variable.of === 'deal' ? sql`d.variables` : sql`c.variables`;
    const holds = variableSql(sql, { op, value, variables, name: variable.name, asker });
    return variable.of === 'deal' ? holds : contactSql(sql, holds);
  }
  switch (condition.field as DealField) {
    /* the contract knows no others */ case 'name':
      return textSql(sql, sql`d.name`, op, value);
    case 'description':
      return textSql(sql, sql`d.description`, op, value);
    case 'close_reason':
      return textSql(sql, sql`d.close_reason`, op, value);
    case 'amount':
      return amountSql(sql, op, value);
    case 'pipeline':
      return choiceSql(sql, sql`d.pipeline_id`, op, value);
    case 'stage':
      return choiceSql(sql, sql`d.stage_id`, op, value);
    case 'reached':
      return reachedSql(sql, op, value);
    case 'status':
      return choiceSql(sql, sql`d.status`, op, value);
    case 'contact':
      return choiceSql(sql, sql`d.contact_id`, op, value);
    case 'responsible':
      return memberSql(sql, condition, asker, (op, ids) => choiceSql(sql, sql`d.responsible_id`, op, ids));
    case 'tags':
      return tagsSql(sql, sql`d.tags`, op, value);
    case 'created':
      return momentSql(sql, sql`d.created_at`, condition, asker);
    case 'updated':
      return momentSql(sql, sql`d.updated_at`, condition, asker);
    case 'closed':
      return momentSql(sql, sql`d.closed_at`, condition, asker);
    case 'stage_entered':
      return momentSql(sql, sql`d.stage_entered_at`, condition, asker);
    case 'next_task':
      return nextTaskSql(sql, condition, asker);
    case 'last_message':
      return lastMessageSql(sql, condition, asker);
    case 'channel':
      return channelSql(sql, op, value);
    case 'contact.name':
      return contactTextSql(sql, sql`c.name`, condition, asker);
    case 'contact.phone':
      return contactTextSql(sql, sql`c.phone`, condition, asker);
    case 'contact.email':
      return contactTextSql(sql, sql`c.email`, condition, asker);
    case 'contact.tags':
      return contactSql(sql, tagsSql(sql, sql`c.tags`, op, value));
    case 'contact.responsible':
      return memberSql(sql, condition, asker, (op, ids) =>
        contactSql(sql, choiceSql(sql, sql`c.responsible_id`, op, ids)),
      );
  }
}

function textSql(sql: Sql, column: Fragment, op: Op, value: unknown): Fragment {
  if (op === 'filled') return sql`${column} <> ''`;
  const text = escapeLike(String(value));
  return sql`${column} ilike ${op === 'contains' ? `%${text}%` : text}`;
}

function amountSql(sql: Sql, op: Op, value: unknown): Fragment {
  const [low, high] = Array.isArray(value) ? value : [value, value];
  switch (op) {
    case 'filled':
      return sql`d.amount is not null`;
    case 'at_least':
      return sql`d.amount >= ${String(low)}::bigint`;
    case 'at_most':
      return sql`d.amount <= ${String(high)}::bigint`;
    default:
      return sql`d.amount between ${String(low)}::bigint and ${String(high)}::bigint`;
  }
}

function choiceSql(sql: Sql, column: Fragment, op: Op, value: unknown): Fragment {
  if (op === 'filled') return sql`${column} is not null`;
  const texts = textsOf(value);
  // One value alone leaves the planner more ways than a list of one.
  return texts.length === 1 ? sql`${column} = ${texts[0] ?? ''}` : sql`${column} = any(${textArray(texts)}::text[])`;
}

/** A stage counts as reached by whoever went past it, too; a won deal went all the way of its pipeline. */
function reachedSql(sql: Sql, op: Op, value: unknown): Fragment {
  if (op === 'filled') {
    return sql`(d.stage_id is not null or (d.status = 'won' and exists (select 1 from stages s where s.pipeline_id = d.pipeline_id)))`;
  }
  return sql`exists (
    select 1 from stages s join stages later on later.pipeline_id = s.pipeline_id and later.position >= s.position
    where s.id = any(${textArray(textsOf(value))}::text[]) and s.pipeline_id = d.pipeline_id
      and (d.status = 'won' or later.id = d.stage_id
        or exists (select 1 from stage_visits v where v.deal_id = d.id and v.place = later.id)))`;
}

/** `me` is the asker, `none` is nobody. */
function memberSql(
  sql: Sql,
  { op, value }: Condition,
  { memberId }: Asker,
  choice: (op: 'filled' | 'any_of', ids: string[]) => Fragment,
): Fragment {
  if (op === 'filled') return choice('filled', []);
  const texts = textsOf(value);
  const ids = texts.flatMap((text) => (text === 'none' ? [] : text === 'me' ? (memberId ?? []) : [text]));
  const some = ids.length > 0 ? choice('any_of', ids) : sql`false`;
  return texts.includes('none') ? sql`(${some} or not coalesce(${choice('filled', [])}, false))` : some;
}

function tagsSql(sql: Sql, column: Fragment, op: Op, value: unknown): Fragment {
  if (op === 'filled') return sql`${column} <> '{}'::text[]`;
  const tags = textsOf(value);
  // One tag of any is all of one: the same, and of this the statistics know how many there are.
  return op === 'all_of' || tags.length === 1
    ? sql`${column} @> ${textArray(tags)}::text[]`
    : sql`${column} && ${textArray(tags)}::text[]`;
}

function momentSql(sql: Sql, column: Fragment, { op, value }: Condition, asker: Asker): Fragment {
  if (op === 'filled') return sql`${column} is not null`;
  return within(sql, column, momentRange(op, value, asker));
}

function within(sql: Sql, column: Fragment, { from, to }: MomentRange): Fragment {
  const parts = [
    ...(from ? [sql`${column} >= ${from.toISOString()}::timestamptz`] : []),
    ...(to ? [sql`${column} < ${to.toISOString()}::timestamptz`] : []),
  ];
  return parts.reduce((all, one) => sql`${all} and ${one}`);
}

/** The first of a deal's open tasks is within a range when one is and none is before it: both are found by index. */
function nextTaskSql(sql: Sql, { op, value }: Condition, asker: Asker): Fragment {
  const some = (holds: Fragment) => sql`exists (
    select 1 from tasks t where t.deal_id = d.id and t.project_id = d.project_id and t.done_at is null and ${holds})`;
  if (op === 'filled') return some(sql`true`);
  const range = momentRange(op, value, asker);
  const found = some(within(sql, sql`t.due_at`, range));
  return range.from ? sql`(${found} and not ${some(within(sql, sql`t.due_at`, { to: range.from }))})` : found;
}

/** The last message is within a range when one conversation's last one is and none is after it. */
function lastMessageSql(sql: Sql, { op, value }: Condition, asker: Asker): Fragment {
  const some = (holds: Fragment) => talkSql(sql, holds);
  if (op === 'filled') return some(sql`true`);
  const range = momentRange(op, value, asker);
  const found = some(within(sql, sql`v.last_message_at`, range));
  return range.to ? sql`(${found} and not ${some(within(sql, sql`v.last_message_at`, { from: range.to }))})` : found;
}

/** Where the person can be written to, as cards show it. */
function channelSql(sql: Sql, op: Op, value: unknown): Fragment {
  const reachable = sql`exists (select 1 from identities i where i.id = v.identity_id and i.unreachable is null)`;
  if (op === 'filled') return talkSql(sql, reachable);
  return talkSql(sql, sql`v.channel_id = any(${textArray(textsOf(value))}::text[]) and ${reachable}`);
}

/** Some conversation `v` of the person behind the deal, whichever of his contacts has it. */
function talkSql(sql: Sql, holds: Fragment): Fragment {
  return sql`exists (
    select 1 from contacts c join contacts o on o.person_id = c.person_id join conversations v on v.contact_id = o.id
    where c.id = d.contact_id and ${holds})`;
}

function contactTextSql(sql: Sql, column: Fragment, condition: Condition, { country }: Asker): Fragment {
  const { field, op, value } = condition;
  if (op === 'filled') return contactSql(sql, textSql(sql, column, op, value));
  const patterns = searchPatterns(String(value), country);
  const pattern = (field === 'contact.phone' ? patterns.phone : undefined) ?? patterns.text;
  const holds = op === 'contains' ? sql`${column} ilike ${pattern}` : textSql(sql, column, op, value);
  // Says nothing new, but there is an index for it.
  return contactSql(sql, sql`${holds} and ${contactText(sql)} ilike ${pattern}`);
}

function contactSql(sql: Sql, holds: Fragment): Fragment {
  return sql`exists (select 1 from contacts c where c.id = d.contact_id and ${holds})`;
}

/** As the index `contacts_search` has it. */
export function contactText(sql: Sql): Fragment {
  return sql`(c.name || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.email, ''))`;
}

function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(String);
}
