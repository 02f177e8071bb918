import type { SaveOutcome } from '../ui/inline-text.tsx';
import { toastError } from '../ui/toast.tsx';

/** What is saved: which field it is, what of it the person saw, how to read it in a deal or a contact. */
export interface SavedField<Thing> {
  /** As the timeline names it: `name`, `variables.size` … */
  name: string;
  over: string;
  read: (thing: Thing) => string;
}

interface Saving<Thing> {
  /** What is on the screen. */
  shown: Thing;
  field: SavedField<Thing>;
  /** As the server has it now. */
  fresh: () => Promise<Thing>;
  /** Sends the change while `stillMeant` holds of the newest one; answers with that one when it does not. */
  send: (known: Thing, stillMeant: (now: Thing) => boolean) => Promise<Thing | undefined>;
  who: (newest: Thing) => Promise<string | undefined>;
}

/**
 * Saves one field against the version that the person saw. When only other fields changed meanwhile the save is
 * repeated; when this very field did, the newer value and who gave it are handed back (PRODUCT D14).
 */
export async function saveField<Thing>({ shown, fresh, field, send, who }: Saving<Thing>): Promise<SaveOutcome> {
  const isAsSeen = (thing: Thing) => field.read(thing).trim() === field.over.trim();
  try {
    // A live change may have come while the person was typing, or he has seen a newer value than this page: he means what he saw.
    const newest = await send(isAsSeen(shown) ? shown : await fresh(), isAsSeen);
    if (newest === undefined) return { kind: 'saved' };
    return { kind: 'conflict', newer: field.read(newest), who: await who(newest) };
  } catch (error) {
    toastError(error);
    return { kind: 'failed' };
  }
}

/** The tags of now with what the person added and without what he took off; what colleagues did to others stays. */
export function withTagChange(seen: readonly string[], wanted: readonly string[], now: readonly string[]): string[] {
  const added = wanted.filter((tag) => !seen.includes(tag));
  const removed = seen.filter((tag) => !wanted.includes(tag));
  return [...new Set([...now, ...added])].filter((tag) => !removed.includes(tag));
}
