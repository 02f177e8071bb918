import { type ContactPatch, changeContact } from '../contacts/change-contact.ts';
import { createContact } from '../contacts/create-contact.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import type { ImportPlan } from './import-plan.ts';
import type { RowContact } from './read-row.ts';
import type { Trace } from './row-memory.ts';
import { restorable, unlikeThose } from './row-outcome.ts';

export interface Settled {
  contact: Row<'contacts'> | undefined;
  trace: Trace | undefined;
}

/** The contact of a row: the known one, changed or as it is, or a new one; none when the row says nothing of one. */
export async function settleContact(
  work: Work,
  said: RowContact,
  known: Row<'contacts'> | undefined,
  plan: ImportPlan,
): Promise<Settled> {
  if (known && plan.contacts === 'skip') return { contact: known, trace: undefined };
  if (known && plan.contacts === 'update') {
    const after = await changeContact(work, { contactId: known.id, patch: patchOf(said, plan, known) });
    return { contact: after, trace: { made: false, changes: restorable(known, after) } };
  }
  const { id, createdAt, variables, tags = [], ...fields } = said;
  const saysNothing = Object.keys(fields).length === 0 && Object.keys(variables).length === 0;
  if (saysNothing) return { contact: undefined, trace: undefined };
  const made = await createContact(work, {
    ...fields,
    name: said.name ?? said.phone ?? said.email ?? '',
    variables,
    tags: [...tags, ...plan.tags],
    responsibleId: said.responsibleId ?? plan.responsibleId,
  });
  const contact = createdAt ? work.contacts.update(made.id, { createdAt }) : made;
  return { contact, trace: { made: true } };
}

function patchOf(said: RowContact, plan: ImportPlan, known: Row<'contacts'>): ContactPatch {
  const { id, createdAt, tags = [], variables, ...fields } = said;
  const added = [...tags, ...plan.tags];
  return {
    ...unlikeThose(fields, known),
    ...(added.length > 0 && { tags: { add: added } }),
    variables: unlikeThose(variables, known.variables),
  };
}
