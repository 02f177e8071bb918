import type { Fragment, Sql } from 'postgres';
import type { ProjectCaller } from '../auth/caller.ts';
import { dealScope } from '../auth/caller.ts';
import { escapeLike, searchPatterns } from '../board/search-patterns.ts';
import { type ContactFilter, contactFieldKind, contactVariable } from '../contract/contact-filter.ts';
import { textArray } from '../http/text-array.ts';

type Condition = NonNullable<ContactFilter['conditions']>[number];

/** Of `contacts c` of the project, those that the filter leaves over. */
export function contactWhere(sql: Sql, caller: ProjectCaller, filter: ContactFilter): Fragment {
  const conditions = (filter.conditions ?? []).map((condition) => conditionSql(sql, caller, condition));
  const searched = filter.search?.trim() ? [searchSql(sql, caller, filter.search.trim())] : [];
  return [...searched, ...conditions].reduce<Fragment>(
    (all, one) => sql`${all} and ${one}`,
    sql`c.project_id = ${caller.projectId}`,
  );
}

/** By the trigram indexes; materialized, lest the planner walks all contacts for a rare name. */
function searchSql(sql: Sql, { projectId, config }: ProjectCaller, typed: string): Fragment {
  const { text, phone } = searchPatterns(typed, config.project.settings.country);
  const words = sql`(s.name || ' ' || coalesce(s.phone, '') || ' ' || coalesce(s.email, ''))`;
  const found =
    phone === undefined ? sql`${words} ilike ${text}` : sql`(${words} ilike ${text} or ${words} ilike ${phone})`;
  return sql`c.id in (
    with hits as materialized (
      select s.id from contacts s where s.project_id = ${projectId} and ${found}
      union
      select i.contact_id from identities i
      where i.project_id = ${projectId} and i.username ilike ${`%${escapeLike(typed.replace(/^@/, ''))}%`}
    ) select id from hits)`;
}

function conditionSql(sql: Sql, caller: ProjectCaller, condition: Condition): Fragment {
  const { field } = condition;
  switch (contactFieldKind(field)) {
    case 'text':
      return textSql(sql, sql`c.${sql(field)}`, condition);
    case 'tags':
      return tagsSql(sql, condition);
    case 'member':
      return memberSql(sql, caller, condition);
    case 'channel':
      return channelSql(sql, condition);
    case 'moment':
      return field === 'created'
        ? momentSql(sql, caller, sql`c.created_at`, condition)
        : momentSql(
            sql,
            caller,
            sql`(select max(v.last_message_at) from conversations v where v.contact_id = c.id)`,
            condition,
          );
    case 'presence':
      return presenceSql(sql, caller, condition);
    default:
      return variableSql(sql, caller, contactVariable(field) ?? '', condition);
  }
}

/** What a negation is about holds for what is empty, too. */
function not(sql: Sql, condition: Fragment): Fragment {
  return sql`(${condition}) is not true`;
}

function textSql(sql: Sql, column: Fragment, { op, value }: Condition): Fragment {
  const text = String(value ?? '');
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  switch (op) {
    case 'contains':
      return sql`${column} ilike ${pattern}`;
    case 'not_contains':
      return not(sql, sql`${column} ilike ${pattern}`);
    case 'is_not':
      return not(sql, sql`lower(${column}) = lower(${text})`);
    case 'empty':
      return sql`coalesce(${column}, '') = ''`;
    case 'filled':
      return sql`coalesce(${column}, '') <> ''`;
    default:
      return sql`lower(${column}) = lower(${text})`;
  }
}

function tagsSql(sql: Sql, { op, value }: Condition): Fragment {
  const tags = sql`${textArray(texts(value))}::text[]`;
  switch (op) {
    case 'all_of':
      return sql`c.tags @> ${tags}`;
    case 'none_of':
      return sql`not c.tags && ${tags}`;
    case 'empty':
      return sql`c.tags = '{}'`;
    case 'filled':
      return sql`c.tags <> '{}'`;
    default:
      return sql`c.tags && ${tags}`;
  }
}

function memberSql(sql: Sql, caller: ProjectCaller, { op, value }: Condition): Fragment {
  if (op === 'empty') return sql`c.responsible_id is null`;
  if (op === 'filled') return sql`c.responsible_id is not null`;
  const named = texts(value).map((one) => (one === 'me' ? (caller.member?.row.id ?? 'nobody') : one));
  const some = sql`(c.responsible_id = any(${textArray(named)}::text[]) or (${named.includes('none')} and c.responsible_id is null))`;
  return op === 'none_of' ? not(sql, some) : some;
}

function channelSql(sql: Sql, { op, value }: Condition): Fragment {
  const of = (extra: Fragment) =>
    sql`exists (select from identities i where i.contact_id = c.id and i.project_id = c.project_id ${extra})`;
  if (op === 'empty') return sql`not ${of(sql``)}`;
  if (op === 'filled') return of(sql``);
  const some = of(sql`and i.channel_id = any(${textArray(texts(value))}::text[])`);
  return op === 'none_of' ? sql`not ${some}` : some;
}

function momentSql(sql: Sql, { config }: ProjectCaller, column: Fragment, { op, value }: Condition): Fragment {
  const zone = config.project.settings.timeZone;
  const day = sql`(${column} at time zone ${zone})::date`;
  const today = sql`(now() at time zone ${zone})::date`;
  /** A day as a bound is meant whole. */
  const from = (bound: unknown) =>
    isDay(bound) ? sql`${day} >= ${String(bound)}::text::date` : sql`${column} >= ${String(bound)}::text::timestamptz`;
  const to = (bound: unknown) =>
    isDay(bound) ? sql`${day} <= ${String(bound)}::text::date` : sql`${column} <= ${String(bound)}::text::timestamptz`;
  const days = Number(value);
  switch (op) {
    case 'at_least':
      return from(value);
    case 'at_most':
      return to(value);
    case 'between':
      return sql`(${from(texts(value)[0])} and ${to(texts(value)[1])})`;
    case 'last_days':
      return sql`(${day} > ${today} - ${days}::int and ${day} <= ${today})`;
    case 'next_days':
      return sql`(${day} >= ${today} and ${day} < ${today} + ${days}::int)`;
    case 'older_days':
      return sql`${day} <= ${today} - ${days}::int`;
    case 'past':
      return sql`${column} < now()`;
    case 'empty':
      return sql`${column} is null`;
    default:
      return sql`${column} is not null`;
  }
}

function isDay(bound: unknown): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(String(bound));
}

function presenceSql(sql: Sql, caller: ProjectCaller, { field, op }: Condition): Fragment {
  const scope = dealScope(caller);
  const seen = scope.kind === 'all' ? sql`` : sql`and d.responsible_id = ${scope.memberId}`;
  const deal = (status: Fragment) =>
    sql`exists (select from deals d where d.contact_id = c.id and d.project_id = c.project_id ${status} ${seen})`;
  const present: Record<string, Fragment> = {
    open_deals: deal(sql`and d.status = 'open'`),
    deals: deal(sql``),
    merged: sql`exists (select from contacts o where o.person_id = c.person_id and o.id <> c.id)`,
    blocked: sql`c.blocked_at is not null`,
    unsubscribed: sql`c.unsubscribed_at is not null`,
  };
  const condition = present[field] ?? sql`false`;
  return op === 'empty' ? sql`not ${condition}` : condition;
}

/** Numbers are compared as numbers, everything else as text; dates are texts that sort. */
function variableSql(sql: Sql, caller: ProjectCaller, name: string, condition: Condition): Fragment {
  const { op, value } = condition;
  const text = sql`(c.variables ->> ${name})`;
  switch (op) {
    case 'at_least':
    case 'at_most':
      return comparison(sql, name, op === 'at_least' ? sql`>=` : sql`<=`, value);
    case 'between': {
      const [low, high] = Array.isArray(value) ? value : [];
      return sql`(${comparison(sql, name, sql`>=`, low)} and ${comparison(sql, name, sql`<=`, high)})`;
    }
    case 'any_of':
      return sql`lower(${text}) = any(${textArray(texts(value).map((one) => one.toLowerCase()))}::text[])`;
    case 'none_of':
      return not(sql, sql`lower(${text}) = any(${textArray(texts(value).map((one) => one.toLowerCase()))}::text[])`);
    case 'last_days':
    case 'next_days':
    case 'older_days':
      return variableDaysSql(sql, caller, text, condition);
    default:
      return textSql(sql, text, condition);
  }
}

/** Days as texts: a wrong one among them must not break the statement. */
function variableDaysSql(sql: Sql, { config }: ProjectCaller, text: Fragment, { op, value }: Condition): Fragment {
  const day = sql`(case when ${text} ~ '^\\d{4}-\\d\\d-\\d\\d' then left(${text}, 10) end)`;
  const from = (shift: number) =>
    sql`to_char((now() at time zone ${config.project.settings.timeZone})::date + ${shift}::int, 'YYYY-MM-DD')`;
  const days = Number(value);
  switch (op) {
    case 'last_days':
      return sql`(${day} > ${from(-days)} and ${day} <= ${from(0)})`;
    case 'next_days':
      return sql`(${day} >= ${from(0)} and ${day} < ${from(days)})`;
    default:
      return sql`${day} <= ${from(-days)}`;
  }
}

function comparison(sql: Sql, name: string, sign: Fragment, bound: unknown): Fragment {
  if (typeof bound !== 'number') return sql`(c.variables ->> ${name}) ${sign} ${String(bound)} collate "C"`;
  return sql`(case when jsonb_typeof(c.variables -> ${name}) = 'number'
    then (c.variables ->> ${name})::numeric ${sign} ${bound}::numeric end)`;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
}
