import { TelegramError } from './telegram-error.ts';

/** Sends per second that are let through, to all chats of a bot together and to each. */
export interface Rates {
  perBot: number;
  perChat: number;
}

/** Refuses with 429 like Telegram, counting whole seconds. */
export class RateLimit {
  private readonly rates: Rates | undefined;
  private second = 0;
  private sent = 0;
  private readonly sentToChat = new Map<number, number>();

  constructor(rates: Rates | undefined) {
    this.rates = rates;
  }

  count(chatId: number): void {
    if (!this.rates) return;
    this.turnSecond();
    const toChat = this.sentToChat.get(chatId) ?? 0;
    if (this.sent >= this.rates.perBot || toChat >= this.rates.perChat) throw tooManyRequests(1);
    this.sent += 1;
    this.sentToChat.set(chatId, toChat + 1);
  }

  private turnSecond(): void {
    const second = Math.floor(Date.now() / 1000);
    if (second === this.second) return;
    this.second = second;
    this.sent = 0;
    this.sentToChat.clear();
  }
}

function tooManyRequests(seconds: number): TelegramError {
  return new TelegramError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}
