import { assertNever } from '../../kernel/assert-never.ts';
import type { Capabilities, SendResult } from '../channel.ts';
import type { Sending, Settled } from './settle.ts';

/** Waits after an unknown fate before sending again: time for a late confirmation. */
const unknownWaitMs = 5_000;
const maxUnknowns = 2;
const maxAttempts = 12;

/** What becomes of a message after one try (messengers' answers differ; this table is the same for all). */
export function fateOf(sending: Sending, result: SendResult, policy: Capabilities['unknownPolicy']): Settled {
  const base = {
    id: sending.id,
    messageId: sending.messageId,
    providerId: null,
    error: null,
    waitMs: 0,
    unknown: false,
    partsSent: 'partsSent' in result && result.partsSent ? result.partsSent : null,
  };
  switch (result.kind) {
    case 'sent':
      return { ...base, outcome: 'sent', providerId: result.providerId };
    case 'retry':
      if (sending.attempts >= maxAttempts) return { ...base, outcome: 'failed', error: result.why };
      return {
        ...base,
        outcome: 'queued',
        error: result.why,
        waitMs: Math.max(result.afterMs, backOff(sending.attempts)),
      };
    case 'unknown': {
      const again = policy === 'retry' && sending.unknowns < maxUnknowns;
      const outcome = again ? 'queued' : 'held';
      return { ...base, outcome, error: result.why, waitMs: again ? unknownWaitMs : 0, unknown: true };
    }
    case 'refused':
    case 'unreachable':
      return { ...base, outcome: 'failed', error: result.why };
    case 'moved':
      return { ...base, outcome: 'queued', error: `the chat moved to ${result.chatKey}` };
    case 'stopped':
      // No time is stored: whoever opens the channel with a token that works sends it at once.
      return { ...base, outcome: 'queued', error: result.why };
    default:
      return assertNever(result);
  }
}

/** Nothing for the first try, then doubling up to five minutes. */
function backOff(attempts: number): number {
  return attempts <= 1 ? 0 : Math.min(300_000, 500 * 2 ** attempts);
}
