import type { BrowserContext, ConsoleMessage } from 'playwright-core';

/** Errors that a page told its console: exceptions, broken policies of content security, answers of 5xx. */
export class Faults {
  #seen: string[] = [];

  watch(context: BrowserContext): void {
    context.on('weberror', (fault) => this.#seen.push(String(fault.error().stack)));
    context.on('console', (message) => {
      if ((message.type() === 'error' || message.type() === 'warning') && !isRefusal(message)) {
        this.#seen.push(`${message.text()} (${message.location().url})`);
      }
    });
  }

  /** What has been seen since the last time. */
  take(): string[] {
    const seen = this.#seen;
    this.#seen = [];
    return seen;
  }
}

/** The browser reports every answer of 4xx; a wrong password is none of the page's faults. */
function isRefusal(message: ConsoleMessage): boolean {
  return /^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text());
}
