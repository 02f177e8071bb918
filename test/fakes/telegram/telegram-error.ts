/** What the real Bot API answers with `ok: false`. `description` is Telegram's own wording, because clients match on it. */
export class TelegramError extends Error {
  readonly status: number;
  readonly description: string;
  readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } | undefined;

  constructor(status: number, description: string, parameters?: TelegramError['parameters']) {
    super(description);
    this.status = status;
    this.description = description;
    this.parameters = parameters;
  }
}

export function badRequest(description: string): TelegramError {
  return new TelegramError(400, `Bad Request: ${description}`);
}
