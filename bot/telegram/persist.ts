import { setTimeout as wait } from 'node:timers/promises';
import { GrammyError, HttpError } from 'grammy';

interface Trouble {
  why: string;
  /** Trying again is of no use. */
  isFinal: boolean;
}

interface Persistence {
  signal: AbortSignal;
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told once for each new reason, when it is worth telling. */
  onTrouble: (trouble: Trouble) => Promise<void>;
  /** Told when it works again after trouble was told. */
  onRecovery: () => Promise<unknown>;
}

/** Lost connections in a row before they are worth telling. */
const quietFailures = 2;

/** Does the task until it succeeds. Undefined when it never will: the signal fired, or the token is refused. */
export async function persist<T>(task: () => Promise<T>, how: Persistence): Promise<T | undefined> {
  let told: string | undefined;
  for (let failures = 0; !how.signal.aborted; failures++) {
    try {
      const result = await task();
      if (told !== undefined) await how.onRecovery();
      return result;
    } catch (error) {
      if (how.signal.aborted) return undefined;
      const trouble = troubleOf(error);
      const isNews = trouble.why !== told && (trouble.isLoud || failures >= quietFailures);
      if (isNews) {
        told = trouble.why;
        await how.onTrouble(trouble);
      }
      if (trouble.isFinal) return undefined;
      await how.pause(Math.max(backOffMs(failures), trouble.afterMs), how.signal);
    }
  }
  return undefined;
}

function troubleOf(error: unknown): Trouble & { isLoud: boolean; afterMs: number } {
  if (!(error instanceof GrammyError)) {
    const cause = error instanceof HttpError ? error.error : error;
    const why = cause instanceof Error ? cause.message : String(cause);
    return { why, isFinal: false, isLoud: false, afterMs: 0 };
  }
  const code = error.error_code;
  // A wrong token is a wrong path: "Not Found".
  const isFinal = code === 401 || code === 404;
  const afterMs = (error.parameters.retry_after ?? 0) * 1000;
  const why = code === 409 ? `Another program takes this bot's updates: ${error.description}` : error.description;
  return { why, isFinal, isLoud: code < 500 && code !== 429, afterMs };
}

/** 1 to 30 seconds, the upper half at random, so that many channels do not come back in step. */
function backOffMs(failures: number): number {
  const ceiling = Math.min(1000 * 2 ** failures, 30_000);
  return Math.max(1000, ceiling * (0.5 + Math.random() / 2));
}

export async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}
