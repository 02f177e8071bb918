import type { Request, Response } from 'express';
import { ipKeyGenerator, type Options, type RateLimitRequestHandler, rateLimit } from 'express-rate-limit';
import { AppError } from '../../kernel/errors.ts';
import type { Counts } from '../../queue/counts.ts';
import { SharedStore } from './shared-store.ts';

const minutes = 15;

/**
 * Slows guessing down: failed attempts are counted for each address and for each account, successful ones are not.
 * Counted together with other processes when `counts` are given, else in the memory of this process.
 */
export class AttemptLimits {
  readonly #perAddress: RateLimitRequestHandler;
  readonly #perAccount: RateLimitRequestHandler;

  constructor(counts?: Counts) {
    const store = (name: string) => (counts ? { store: new SharedStore(counts, name) } : {});
    this.#perAddress = limit({
      ...store('address'),
      limit: 50,
      keyGenerator: (request) => ipKeyGenerator(request.ip ?? ''),
    });
    this.#perAccount = limit({
      ...store('account'),
      limit: 10,
      keyGenerator: (_request, response) => String(response.locals.attemptedAccount),
    });
  }

  /** Throws `too_many_requests`. `account` may be a name that nobody has: it is counted alike. */
  async check(request: Request, response: Response, account: string | undefined): Promise<void> {
    await pass(this.#perAddress, request, response);
    if (account === undefined) return;
    response.locals.attemptedAccount = account.trim().toLowerCase();
    await pass(this.#perAccount, request, response);
  }
}

function limit(own: Pick<Partial<Options>, 'limit' | 'keyGenerator' | 'store'>): RateLimitRequestHandler {
  return rateLimit({
    windowMs: minutes * 60 * 1000,
    ...own,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: { xForwardedForHeader: false, singleCount: false },
    handler: (_request, _response, next) =>
      next(
        new AppError('too_many_requests', {
          message: 'too many failed attempts to sign in',
          userMessage: `Too many failed attempts. Try again in ${minutes} minutes.`,
        }),
      ),
  });
}

function pass(limiter: RateLimitRequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    void limiter(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
  });
}
