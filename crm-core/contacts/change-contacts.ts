import { badInput } from '../../kernel/errors.ts';
import type { ContactId, MemberId } from '../../kernel/ids.ts';
import { cleanTags } from '../tags.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { changeContact } from './change-contact.ts';

/** What is done to many at once. */
export interface ContactsChange {
  contactIds: ContactId[];
  addTags?: string[];
  removeTags?: string[];
  responsibleId?: MemberId | null;
}

/** Those that were changed, and the changes that take it back (PRODUCT D13). */
export interface ChangedContacts {
  contactIds: ContactId[];
  undo: ContactsChange[];
}

/** Tags and assigns many contacts in one transaction; those that are gone are passed over. */
export async function changeContacts(work: Work, input: ContactsChange): Promise<ChangedContacts> {
  demand(work.actor, 'contacts', 'edit');
  const add = cleanTags(input.addTags ?? []);
  const remove = cleanTags(input.removeTags ?? []);
  if (add.some((tag) => remove.includes(tag)))
    throw badInput('A tag cannot be both added and removed', { why: 'tag_both_ways' });
  await work.contacts.load(input.contactIds);
  const undo = new UndoPlan();
  const changed: ContactId[] = [];
  for (const contactId of new Set(input.contactIds)) {
    const before = work.contacts.peek(contactId);
    if (!before) continue;
    const after = await changeContact(work, { contactId, patch: patchOf(input, add, remove) });
    if (after === before) continue;
    changed.push(contactId);
    undo.note(before, after);
  }
  return { contactIds: changed, undo: undo.changes() };
}

function patchOf({ responsibleId }: ContactsChange, add: string[], remove: string[]) {
  return {
    ...((add.length > 0 || remove.length > 0) && { tags: { add, remove } }),
    ...(responsibleId !== undefined && { responsibleId }),
  };
}

/** Contacts that are taken back alike, together. */
class UndoPlan {
  readonly #plans = new Map<string, ContactsChange>();

  note(before: Row<'contacts'>, after: Row<'contacts'>): void {
    const removeTags = after.tags.filter((tag) => !before.tags.includes(tag));
    const addTags = before.tags.filter((tag) => !after.tags.includes(tag));
    const change = {
      ...(addTags.length > 0 && { addTags }),
      ...(removeTags.length > 0 && { removeTags }),
      ...(before.responsibleId !== after.responsibleId && { responsibleId: before.responsibleId }),
    };
    const key = JSON.stringify(change);
    const plan = this.#plans.get(key);
    if (plan) plan.contactIds.push(before.id);
    else this.#plans.set(key, { contactIds: [before.id], ...change });
  }

  changes(): ContactsChange[] {
    return [...this.#plans.values()];
  }
}
