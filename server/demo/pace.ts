import { DateTime } from 'luxon';

const minute = 60_000;
const day = 24 * 60 * minute;

/** When things happen in one story. Its own chance, drawn from its name, so that it is the same at each making. */
export class Pace {
  readonly #now: Date;
  readonly #zone: string;
  readonly #random: () => number;

  constructor(now: Date, zone: string, name: string) {
    this.#now = now;
    this.#zone = zone;
    this.#random = randomOf(name);
  }

  /** So many days ago, in the hours in which people do business; less than a day ago exactly. Never before `after`. */
  at(days: number, after?: Date): Date {
    const exact = new Date(this.#now.getTime() - days * day);
    const found = days < 1 ? exact : this.#inHours(exact);
    return after && found <= after ? this.soon(after) : found;
  }

  /** A moment later: what somebody does who is at it. */
  soon(after: Date): Date {
    return new Date(after.getTime() + this.#between(3, 15) * minute);
  }

  /** As long as it takes to type or to press. */
  answer(after: Date): Date {
    return new Date(after.getTime() + this.#between(0.2, 1.3) * minute);
  }

  /** The end of an office day counted from today. Today's is never in the past, as far as the day allows. */
  due(days: number): Date {
    const today = DateTime.fromJSDate(this.#now, { zone: this.#zone });
    const office = today.startOf('day').plus({ days, hours: 11 + Math.floor(this.#between(0, 8)) });
    return days === 0 && office <= today ? today.endOf('day').startOf('second').toJSDate() : office.toJSDate();
  }

  #inHours(moment: Date): Date {
    const local = DateTime.fromJSDate(moment, { zone: this.#zone }).startOf('day');
    return local.plus({ minutes: this.#between(9 * 60, 17 * 60) }).toJSDate();
  }

  #between(low: number, high: number): number {
    return low + (high - low) * this.#random();
  }
}

/** Mulberry32 over a hash of the name. */
function randomOf(name: string): () => number {
  let state = 0;
  for (const character of name) state = (Math.imul(state, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
