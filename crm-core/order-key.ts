import { BASE_62_DIGITS, generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/** A key that sorts (bytewise) strictly between two others; null is "no neighbour on this side". `before` must be smaller. */
export function keyBetween(before: string | null, after: string | null): string {
  return generateKeyBetween(before, after);
}

/** `count` keys in order after `before`. */
export function keysAfter(before: string | null, count: number): string[] {
  return generateNKeysBetween(before, null, count);
}

/** The key of the newest card of a column, unique among the keys of this process and almost certainly among all. */
export function topKey(now: Date): string {
  nonce = (nonce + 1) % nonces;
  return newestKey(now, nonce);
}

const radix = BASE_62_DIGITS.length;
const timeDigits = 8;
const nonceDigits = 5;
const nonces = radix ** nonceDigits;

/** Starts somewhere in the lower half, so that two processes do not count the same numbers in the same millisecond. */
let nonce = Math.floor((Math.random() * nonces) / 2);

/**
 * A key that needs no look at its neighbours and yet sorts before (= above) every such key made earlier. Its integer part
 * (head `h`: eight digits) counts milliseconds downwards; the fraction, downwards too, tells keys of one millisecond
 * apart by `nonce` (0 … 62⁵ − 1). A fraction may not end in the digit zero, hence the last letter.
 */
export function newestKey(now: Date, nonce: number): string {
  return `h${countdown(now.getTime(), timeDigits)}${countdown(nonce, nonceDigits)}V`;
}

function countdown(value: number, digits: number): string {
  let rest = radix ** digits - 1 - value;
  let text = '';
  for (let i = 0; i < digits; i++) {
    text = BASE_62_DIGITS.charAt(rest % radix) + text;
    rest = Math.floor(rest / radix);
  }
  return text;
}
