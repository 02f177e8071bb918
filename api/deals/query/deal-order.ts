import type { Fragment, Sql } from 'postgres';
import { type DealField, variableOf } from '../../contract/deal-filter.ts';
import { textArray } from '../../http/text-array.ts';
import { demandSight } from './condition-sql.ts';
import type { DealQuery } from './deal-query.ts';

/** The order of a list. Equal deals are told apart by their ids, in the same direction. */
export interface DealOrder {
  /** Of the deal `d` and its contact `c`; what is null comes last either way. */
  keys: Fragment[];
  descending: boolean;
  /** Whether the keys need `c`. */
  ofContact: boolean;
  /** Never null and the first key of an index of pipelines: it must not be said where nulls go. */
  indexed: boolean;
}

/** `sort` is a field, with `-` before it for descending. Throws `forbidden` for what the asker's role may not see. */
export function dealOrder(sql: Sql, sort: string, query: DealQuery, memberIds: readonly string[]): DealOrder {
  const field = sort.replace(/^-/, '');
  demandSight(field, query.asker);
  return {
    keys: keysOf(sql, field, query, memberIds),
    descending: sort.startsWith('-'),
    ofContact: field.startsWith('contact') || field === 'last_message',
    indexed: field === 'created',
  };
}

function keysOf(sql: Sql, field: string, query: DealQuery, memberIds: readonly string[]): Fragment[] {
  const variable = variableOf(field);
  if (variable) {
    const value = sql`(${variable.of === 'deal' ? sql`d.variables` : sql`c.variables`} -> ${variable.name}::text)`;
    // Numbers among themselves before texts.
    return [
      sql`case when jsonb_typeof(${value}) = 'number' then (${value} #>> '{}')::numeric end`,
      sql`lower(nullif(${value} #>> '{}', ''))`,
    ];
  }
  return [keyOf(sql, field as DealField, query, memberIds)]; // the contract knows no others
}

function keyOf(sql: Sql, field: DealField, { pipelines }: DealQuery, memberIds: readonly string[]): Fragment {
  const place = (ids: readonly string[], column: Fragment) => sql`array_position(${textArray(ids)}::text[], ${column})`;
  const text = (column: Fragment) => sql`lower(nullif(${column}, ''))`;
  switch (field) {
    case 'name':
      return text(sql`d.name`);
    case 'description':
      return text(sql`d.description`);
    case 'close_reason':
      return text(sql`d.close_reason`);
    case 'amount':
      return sql`d.amount`;
    case 'pipeline':
      return place(
        pipelines.map(({ row }) => row.id),
        sql`d.pipeline_id`,
      );
    case 'stage':
      return place(
        pipelines.flatMap(({ stages }) => stages.map((stage) => stage.id)),
        sql`d.stage_id`,
      );
    case 'status':
      return place(['open', 'won', 'lost', 'archived'], sql`d.status`);
    case 'responsible':
      return place(memberIds, sql`d.responsible_id`);
    case 'contact.responsible':
      return place(memberIds, sql`c.responsible_id`);
    case 'tags':
      return text(sql`array_to_string(d.tags, ', ')`);
    case 'contact.tags':
      return text(sql`array_to_string(c.tags, ', ')`);
    case 'created':
      return sql`d.created_at`;
    case 'updated':
      return sql`d.updated_at`;
    case 'closed':
      return sql`d.closed_at`;
    case 'stage_entered':
      return sql`d.stage_entered_at`;
    case 'contact':
    case 'contact.name':
      return text(sql`c.name`);
    case 'contact.phone':
      return text(sql`c.phone`);
    case 'contact.email':
      return text(sql`c.email`);
    case 'next_task':
      return sql`(select min(t.due_at) from tasks t
        where t.deal_id = d.id and t.project_id = d.project_id and t.done_at is null)`;
    case 'last_message':
      return sql`(select max(v.last_message_at) from contacts o join conversations v on v.contact_id = o.id
        where o.person_id = c.person_id)`;
    case 'channel':
    case 'reached':
      throw new Error(`deals cannot be sorted by ${field}`);
  }
}

export function orderBy(sql: Sql, { keys, descending, indexed }: DealOrder): Fragment {
  const way = descending ? sql`desc` : sql`asc`;
  const parts = [...keys.map((key) => sql`${key} ${way} ${indexed ? sql`` : sql`nulls last`}`), sql`d.id ${way}`];
  return parts.reduce((all, one) => sql`${all}, ${one}`);
}
