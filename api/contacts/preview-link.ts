import { isDeepStrictEqual } from 'node:util';
import { findPipeline } from '../../crm-core/config/project-config.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import { notFound } from '../../kernel/errors.ts';
import type { ContactId } from '../../kernel/ids.ts';
import { dealScope, maySee, type ProjectCaller } from '../auth/caller.ts';
import type { contacts, LinkPreview } from '../contract/contacts.ts';
import { type Person, readPerson } from '../deals/person.ts';
import type { Handler } from '../http/handler.ts';
import { relative } from './get-contact.ts';
import { findSuspects, known, mayBeOne } from './suspects.ts';

/** What would be if they were linked now, with `contactId` as the primary (PRODUCT D18). Changes nothing. */
export const previewLink: Handler<typeof contacts.previewLink> = async ({ deps, caller, params, query }) => {
  const { db } = deps.core;
  const ids = [params.contactId, query.otherContactId] as const;
  const suspect = await findSuspects(db.sql, caller, ids);
  const [contact, other] = [known(suspect(ids[0]), ids[0]), known(suspect(ids[1]), ids[1])];
  const [pair] = await db.sql<{ a: Row<'contacts'>['personId']; b: Row<'contacts'>['personId']; free: boolean }[]>`
    select a.person_id as a, b.person_id as b, ${mayBeOne(db.sql, 'a', 'b')} as free from contacts a, contacts b
    where a.id = ${ids[0]} and b.id = ${ids[1]} and a.project_id = ${caller.projectId} and b.project_id = ${caller.projectId}`;
  if (!pair) throw notFound('contact', ids[1]);
  const persons = await Promise.all([...new Set([pair.a, pair.b])].map((id) => readPerson(db, caller, id)));
  const all = persons.flatMap((person) => person.contacts.map((one) => relative(one, person, caller)));
  const row = (id: ContactId) => persons.flatMap((person) => person.contacts).find((one) => one.id === id);
  return {
    ...{ contact, other, contacts: all },
    conflicts: conflictsOf(row(ids[0]), row(ids[1])),
    boards: boardsOf(caller, persons, ids[0]),
    never: pair.a !== pair.b && !pair.free,
  };
};

const plain = ['name', 'phone', 'email', 'responsibleId'] as const;

/** Where the other has something that the primary has not, or has otherwise. */
function conflictsOf(mine?: Row<'contacts'>, theirs?: Row<'contacts'>): LinkPreview['conflicts'] {
  if (!mine || !theirs) return [];
  const fields = plain.map((field) => ({ field: field as string, mine: mine[field], theirs: theirs[field] }));
  const extra = theirs.tags.filter((tag) => !mine.tags.includes(tag));
  const variables = Object.entries(theirs.variables).map(([key, value]) => {
    return { field: `variables.${key}`, mine: mine.variables[key] ?? null, theirs: value };
  });
  return [...fields, ...variables]
    .filter((one) => one.theirs !== null && !isDeepStrictEqual(one.mine, one.theirs))
    .concat(extra.length > 0 ? [{ field: 'tags', mine: mine.tags as never, theirs: theirs.tags as never }] : []);
}

/** The rule of the boards (`board/board-parts.ts`) over the open deals of both, as one person. */
function boardsOf(caller: ProjectCaller, persons: Person[], primary: ContactId): LinkPreview['boards'] {
  if (!maySee(caller.actor.permissions, 'crm')) return [];
  const scope = dealScope(caller);
  const open = persons
    .flatMap((person) => person.deals)
    .filter((deal) => deal.status === 'open' && (scope.kind === 'all' || deal.responsibleId === scope.memberId));
  const places = new Map<string, Row<'deals'>[]>();
  for (const deal of open) {
    const key = deal.stageId === null ? '' : (deal.pipelineId ?? '');
    places.set(key, [...(places.get(key) ?? []), deal]);
  }
  return [...places].map(([key, deals]) => {
    const pipeline = key === '' ? caller.config.pipelines[0] : findPipeline(caller.config, deals[0]?.pipelineId);
    const hideMerged = pipeline?.row.settings.hideMerged ?? false;
    const ordered = deals
      .toSorted((a, b) => standing(b, primary) - standing(a, primary) || newest(a, b))
      .map(shownDeal);
    return {
      pipelineId: key === '' ? null : (deals[0]?.pipelineId ?? null),
      hideMerged,
      shown: hideMerged ? ordered.slice(0, 1) : ordered,
      hidden: hideMerged ? ordered.slice(1) : [],
    };
  });
}

function standing(deal: Row<'deals'>, primary: ContactId): number {
  return deal.contactId === primary ? 1 : 0;
}

function newest(a: Row<'deals'>, b: Row<'deals'>): number {
  return b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1);
}

function shownDeal({ id, name, contactId, stageId, status, amount, currency }: Row<'deals'>) {
  // Only deals of contacts were read.
  return { id, name, contactId: contactId as ContactId, stageId, status, amount, currency };
}
