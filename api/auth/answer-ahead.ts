import { isDeepStrictEqual } from 'node:util';
import { tokenHash } from '../../kernel/secret-box.ts';
import type { AnyCaller } from './caller.ts';

/**
 * Callers as they were when last let in. By them an answer is prepared while it is asked whether they still may; it is given
 * only when the proof says the very same of them, and otherwise made anew. So nothing here lets anybody in (see docs/adr/0013).
 */
export class KnownCallers {
  readonly #known = new Map<string, AnyCaller>();

  /** `prove` throws for whom it does not let in; `answer` must change nothing. `who` may hold secrets: only its hash is kept. */
  async answer<Caller extends AnyCaller, Answer>(
    who: string,
    prove: () => Promise<Caller>,
    answer: (caller: Caller) => Promise<Answer>,
  ): Promise<Answer> {
    const key = tokenHash(who);
    // The border: what was kept under this key was proven by the same question.
    const guess = this.#known.get(key) as Caller | undefined;
    const proof = prove();
    const ahead = guess && answer(guess);
    // Whatever goes wrong in it counts only if it is asked for.
    ahead?.catch(() => {});
    try {
      const caller = await proof;
      this.#keep(key, caller);
      return await (ahead && isSame(guess, caller) ? ahead : answer(caller));
    } catch (error) {
      this.#known.delete(key);
      throw error;
    }
  }

  #keep(key: string, caller: AnyCaller): void {
    if (this.#known.size >= most) this.#known.clear();
    this.#known.set(key, caller);
  }
}

const most = 2000;

/** A project's configuration is one object for each version, with its members and their roles in it. */
function isSame(a: AnyCaller, b: AnyCaller): boolean {
  if (!a || !b || !('config' in a) || !('config' in b)) return false;
  return a.config === b.config && a.member === b.member && isDeepStrictEqual(a.actor, b.actor);
}
