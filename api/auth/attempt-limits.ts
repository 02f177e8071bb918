import type { Request, Response } from 'express';
import { ipKeyGenerator, type RateLimitRequestHandler, rateLimit } from 'express-rate-limit';
import { AppError } from '../../kernel/errors.ts';

const minutes = 15;

/**
 * Slows guessing down: failed attempts are counted for each address and for each account, successful ones are not.
 * Counted in the memory of this process.
 */
export class AttemptLimits {
  readonly #perAddress = limit(50, (request) => ipKeyGenerator(request.ip ?? ''));
  readonly #perAccount = limit(10, (_request, response) => String(response.locals.attemptedAccount));

  /** Throws `too_many_requests`. `account` may be a name that nobody has: it is counted alike. */
  async check(request: Request, response: Response, account: string | undefined): Promise<void> {
    await pass(this.#perAddress, request, response);
    if (account === undefined) return;
    response.locals.attemptedAccount = account.trim().toLowerCase();
    await pass(this.#perAccount, request, response);
  }
}

function limit(attempts: number, keyGenerator: (request: Request, response: Response) => string) {
  return rateLimit({
    windowMs: minutes * 60 * 1000,
    limit: attempts,
    keyGenerator,
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
