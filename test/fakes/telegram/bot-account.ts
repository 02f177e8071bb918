import { Chat, type ChatProfile, type SentMessage } from './chat.ts';
import type { FaultRule } from './faults.ts';
import { RateLimit, type Rates } from './rate-limit.ts';
import { isRecord, type Payload } from './request-payload.ts';
import { UpdateQueue } from './update-queue.ts';
import { type Delivery, type Webhook, WebhookPusher } from './webhook-pusher.ts';

export interface RecordedCall {
  method: string;
  payload: Payload;
  at: number;
}

export interface BotProfile {
  id: number;
  is_bot: true;
  first_name: string;
  username: string;
  can_join_groups: boolean;
  can_read_all_group_messages: boolean;
  supports_inline_queries: boolean;
}

export interface AccountOptions {
  retrySecondMs: number;
  recordCalls: boolean;
  rates: Rates | undefined;
  onWebhookAnswer(account: BotAccount, body: string): void;
}

/** Everything that Telegram keeps of one bot. */
export class BotAccount {
  readonly token: string;
  readonly me: BotProfile;
  readonly updates = new UpdateQueue();
  readonly delivery: Delivery = { copies: 1, lostAnswers: 0, delayMs: 0, shuffleBetweenChats: false };
  readonly calls: RecordedCall[] = [];
  readonly faults: FaultRule[] = [];
  readonly files = new Map<string, Buffer>();
  /** Presses that wait for `answerCallbackQuery`, and what they were answered with. */
  readonly presses = new Map<string, { text: string | undefined } | undefined>();
  readonly limit: RateLimit;
  commands: unknown = [];
  private readonly options: AccountOptions;
  private readonly chats = new Map<number, Chat>();
  private readonly watchers = new Set<(message: SentMessage) => void>();
  private readonly confirmationWatchers = new Set<(updateId: number) => void>();
  private pusher: WebhookPusher | undefined;
  private lastName = 0;

  constructor(token: string, me: Partial<BotProfile>, options: AccountOptions) {
    this.token = token;
    this.options = options;
    this.limit = new RateLimit(options.rates);
    this.me = {
      id: Number(token.split(':')[0]),
      is_bot: true,
      first_name: 'Fake bot',
      username: 'fake_bot',
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
      ...me,
    };
    this.updates.onAdded = (pending) => this.pusher?.add(pending);
    this.updates.onConfirmed = (updateId) => {
      for (const watcher of this.confirmationWatchers) watcher(updateId);
    };
  }

  /** Takes any update, also one that Telegram would never send; whoever it names can be written to from then on. */
  push(update: object): number {
    for (const part of Object.values(update)) {
      if (isRecord(part) && isChatProfile(part.chat)) this.openChat(part.chat);
    }
    return this.updates.add(update);
  }

  record(call: RecordedCall): void {
    if (this.options.recordCalls) this.calls.push(call);
  }

  chat(id: number): Chat | undefined {
    return this.chats.get(id);
  }

  addChat(profile: ChatProfile, state: Chat['state']): Chat {
    const chat = new Chat(profile, state);
    this.chats.set(profile.id, chat);
    return chat;
  }

  forgetChat(id: number): void {
    this.chats.delete(id);
  }

  /** Calls `watcher` for each message that the bot sends or edits, after the customer sees it. */
  watch(watcher: (message: SentMessage) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  watchConfirmed(watcher: (updateId: number) => void): () => void {
    this.confirmationWatchers.add(watcher);
    return () => this.confirmationWatchers.delete(watcher);
  }

  announce(message: SentMessage): void {
    for (const watcher of this.watchers) watcher(message);
  }

  /** A name that this bot has not given yet: for files, presses, albums. */
  newName(prefix: string): string {
    this.lastName += 1;
    return `${prefix}-${this.me.id}-${this.lastName}`;
  }

  storeFile(bytes: Buffer): string {
    const id = this.newName('file');
    this.files.set(id, bytes);
    return id;
  }

  get webhook(): Webhook | undefined {
    return this.pusher?.webhook;
  }

  get webhookError(): WebhookPusher['lastError'] {
    return this.pusher?.lastError;
  }

  async setWebhook(webhook: Webhook | undefined): Promise<void> {
    const old = this.pusher;
    this.pusher = undefined;
    await old?.close();
    if (!webhook) return;
    this.pusher = new WebhookPusher(webhook, {
      queue: this.updates,
      delivery: this.delivery,
      retrySecondMs: this.options.retrySecondMs,
      onAnswer: (body) => this.options.onWebhookAnswer(this, body),
    });
  }

  private openChat(profile: ChatProfile): void {
    const chat = this.chats.get(profile.id);
    if (!chat) this.addChat(profile, 'open');
    else if (chat.state === 'strange') chat.state = 'open';
  }
}

function isChatProfile(value: unknown): value is ChatProfile {
  return isRecord(value) && typeof value.id === 'number' && typeof value.type === 'string';
}
