import { DateTime } from 'luxon';
import type { Row } from '../../crm-core/work/tables.ts';
import type { VariableValue } from '../../drizzle/schema/documents.ts';
import type { Condition } from '../contract/deal-filter.ts';
import type { ColumnKey } from '../contract/deals.ts';
import type { DealQuery } from '../deals/query/deal-query.ts';
import type { World } from './world.ts';

/*
 * What a query means, computed from whole tables in memory and in another way than the SQL does it: what the tests hold
 * against boards, lists, totals and mass actions.
 */

export interface Expected {
  deal: Row<'deals'>;
  merged: number;
}

/** Deals that the query shows, in no order. */
export function expectedDeals(world: World, query: DealQuery): Expected[] {
  const families = new Map<string, Row<'deals'>[]>();
  for (const deal of world.deals.filter((deal) => passes(world, query, deal) && columnOf(query, deal) !== undefined)) {
    const key = familyOf(world, query, deal);
    families.set(key, [...(families.get(key) ?? []), deal]);
  }
  const shown = [...families.values()].flatMap((family): Expected[] => {
    const [first] = family.toSorted((a, b) => standsFirst(world, a, b));
    return first ? [{ deal: first, merged: family.length - 1 }] : [];
  });
  const { board } = query;
  return board ? shown.filter(({ deal }) => board.columns.includes(columnOf(query, deal) ?? 'unsorted')) : shown;
}

/** The column of the query's board; of a query without a board, one for all. */
export function columnOf({ board }: DealQuery, deal: Row<'deals'>): ColumnKey | undefined {
  if (!board) return 'unsorted';
  const here = deal.pipelineId === board.pipeline.row.id;
  if (deal.status !== 'open') return here && board.columns.includes(deal.status) ? deal.status : undefined;
  if (deal.stageId === null) return board.columns.includes('unsorted') ? 'unsorted' : undefined;
  return here ? deal.stageId : undefined;
}

/** Deals that one card may stand for. */
function familyOf(world: World, { board, pipelines }: DealQuery, deal: Row<'deals'>): string {
  const contact = world.contacts.get(deal.contactId ?? '');
  const people = [...world.contacts.values()].filter((one) => one.personId === contact?.personId);
  const own = pipelines.find(({ row }) => row.id === deal.pipelineId) ?? pipelines[0];
  const hides = (board ? board.pipeline : own)?.row.settings.hideMerged;
  if (!hides || people.length < 2) return deal.id;
  const kind = deal.status !== 'open' ? deal.status : deal.stageId === null ? 'unsorted' : 'staged';
  return `${contact?.personId} ${deal.pipelineId} ${kind}`;
}

function standsFirst(world: World, a: Row<'deals'>, b: Row<'deals'>): number {
  const personOf = (deal: Row<'deals'>) => world.contacts.get(deal.contactId ?? '')?.personId ?? '';
  const primary = (deal: Row<'deals'>) => Number(world.primary.get(personOf(deal)) === deal.contactId);
  return primary(b) - primary(a) || b.createdAt.getTime() - a.createdAt.getTime() || compare(b.id, a.id);
}

export function compare<Value extends string | number>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function sumsOf(deals: Expected[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { deal } of deals) {
    if (deal.amount !== null) sums.set(deal.currency, (sums.get(deal.currency) ?? 0) + deal.amount);
  }
  return sums;
}

function passes(world: World, { filter, scope, asker }: DealQuery, deal: Row<'deals'>): boolean {
  const contact = world.contacts.get(deal.contactId ?? '');
  const search = filter.search?.trim().toLowerCase();
  const text = `${deal.name}\n${contact?.name} ${contact?.phone ?? ''} ${contact?.email ?? ''}`.toLowerCase();
  if (search && !text.includes(search)) return false;
  if (scope.kind === 'own' && deal.responsibleId !== scope.memberId) return false;
  return (filter.conditions ?? []).every((condition) => holds(world, condition, deal, asker));
}

type Asker = DealQuery['asker'];

function holds(world: World, { field, op, value }: Condition, deal: Row<'deals'>, asker: Asker): boolean {
  const values = fieldValues(world, field, deal);
  const wanted = (Array.isArray(value) ? value : [value]).map((one) =>
    one === 'me' ? (asker.memberId ?? 'nobody') : one,
  );
  const moments = ['created', 'updated', 'closed', 'stage_entered', 'last_message', 'next_task'].includes(field);
  const some = (test: (one: Value) => boolean) => values.some(test);
  const same = (one: Value) => wanted.some((other) => lower(one) === lower(other));
  const isAny = () => some(same) || (wanted.includes('none') && values.length === 0);
  switch (op) {
    case 'empty':
      return values.length === 0;
    case 'filled':
      return values.length > 0;
    case 'is':
    case 'any_of':
      return isAny();
    case 'is_not':
    case 'none_of':
      return !isAny();
    case 'all_of':
      return wanted.every((one) => some((other) => other === one));
    case 'contains':
      return some((one) => lower(one).includes(lower(value)));
    case 'not_contains':
      return !some((one) => lower(one).includes(lower(value)));
    default: {
      const [first] = values;
      // A deal whose tasks have no day has one, but not within any days.
      if (first === undefined || (moments && first === Infinity)) return false;
      return moments ? inMoments(op, wanted, Number(first), asker) : inValues(op, wanted, first, asker);
    }
  }
}

type Value = string | number | boolean;

function lower(value: unknown): string {
  return String(value).toLowerCase();
}

/** What the deal has in the field; nothing for what is empty. */
export function fieldValues(world: World, field: string, deal: Row<'deals'>): Value[] {
  const contact = world.contacts.get(deal.contactId ?? '');
  const talks = world.talks.get(contact?.personId ?? '') ?? [];
  const due = (world.due.get(deal.id) ?? []).map((at) => at ?? Infinity);
  const filled = (...values: (Value | null | undefined)[]) =>
    values.flatMap((one) => (one === null || one === undefined || one === '' ? [] : one));
  const time = (at: Date | null) => filled(at?.getTime());
  const known: Record<string, Value[]> = {
    name: filled(deal.name),
    description: filled(deal.description),
    amount: filled(deal.amount),
    pipeline: filled(deal.pipelineId),
    stage: filled(deal.stageId),
    reached: reachedStages(world, deal),
    status: filled(deal.status),
    responsible: filled(deal.responsibleId),
    tags: deal.tags,
    created: time(deal.createdAt),
    updated: time(deal.updatedAt),
    closed: time(deal.closedAt),
    stage_entered: time(deal.stageEnteredAt),
    close_reason: filled(deal.closeReason),
    channel: talks.filter((one) => one.reachable).map((one) => one.channelId),
    last_message: talks.length > 0 ? [Math.max(...talks.map((one) => one.at))] : [],
    next_task: due.length > 0 ? [Math.min(...due)] : [],
    contact: filled(deal.contactId),
    'contact.name': filled(contact?.name),
    'contact.phone': filled(contact?.phone),
    'contact.email': filled(contact?.email),
    'contact.tags': contact?.tags ?? [],
    'contact.responsible': filled(contact?.responsibleId),
  };
  return (
    known[field] ?? variableValues((field.startsWith('deal.') ? deal : contact)?.variables[field.split('.')[1] ?? ''])
  );
}

/** From the first stage of the pipeline to the furthest that the deal was in; all when it is won. */
export function reachedStages({ stages, visits }: World, deal: Row<'deals'>): string[] {
  const own = stages.get(deal.pipelineId ?? '') ?? [];
  if (deal.status === 'won') return own;
  const places = [deal.stageId, ...(visits.get(deal.id) ?? []).map(({ place }) => place)];
  return own.slice(0, own.findLastIndex((id) => places.includes(id)) + 1);
}

function variableValues(value: VariableValue | undefined): Value[] {
  if (value === null || value === undefined || value === '') return [];
  return [typeof value === 'object' ? JSON.stringify(value) : value];
}

function inMoments(op: string, wanted: unknown[], at: number, { now, timeZone }: Asker): boolean {
  const day = (moment: number) => DateTime.fromMillis(moment, { zone: timeZone }).toISODate() ?? '';
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  const days = Math.round(DateTime.fromISO(day(at)).diff(DateTime.fromISO(today.toISODate() ?? ''), 'days').days);
  const isBefore = (end: unknown) =>
    String(end).length === 10 ? day(at) <= String(end) : at <= Date.parse(String(end));
  const isAfter = (end: unknown) =>
    String(end).length === 10 ? day(at) >= String(end) : at >= Date.parse(String(end));
  switch (op) {
    case 'at_least':
      return isAfter(wanted[0]);
    case 'at_most':
      return isBefore(wanted[0]);
    case 'between':
      return isAfter(wanted[0]) && isBefore(wanted[1]);
    case 'last_days':
      return days <= 0 && days > -Number(wanted[0]);
    case 'next_days':
      return days >= 0 && days < Number(wanted[0]);
    case 'older_days':
      return days <= -Number(wanted[0]);
    default:
      return at < now.getTime();
  }
}

function inValues(op: string, wanted: unknown[], value: Value, { now, timeZone }: Asker): boolean {
  const day = (days: number) => DateTime.fromJSDate(now, { zone: timeZone }).plus({ days }).toISODate() ?? '';
  const isDay = /^\d{4}-\d\d-\d\d/.test(String(value));
  const [count] = wanted.map(Number);
  const between = (from: unknown, to: unknown) =>
    [from, to].every((end) => end === undefined || typeof end === typeof value) &&
    !/^[[{]/.test(String(value)) && // a list has no place among texts
    (from === undefined || Object(value) >= Object(from)) &&
    (to === undefined || Object(value) <= Object(to));
  switch (op) {
    case 'at_least':
      return between(wanted[0], undefined);
    case 'at_most':
      return between(undefined, wanted[0]);
    case 'between':
      return between(wanted[0], wanted[1]);
    case 'last_days':
      return isDay && between(day(1 - (count ?? 0)), day(0));
    case 'next_days':
      return isDay && between(day(0), day((count ?? 0) - 1));
    default:
      return isDay && between(undefined, day(-(count ?? 0)));
  }
}
