import type { Content, Entity, InlineButton, KeyboardButton } from './message-content.ts';

/** A message of the bot as the customer's phone shows it. Edits make a new value, so one that was kept is what was seen then. */
export interface SentMessage {
  chatId: number;
  /** Unique within the chat only, and counted from 1 in each, so that whoever takes it for a global name is found out. */
  messageId: number;
  kind: SentKind;
  /** Text or caption. */
  text: string;
  entities: Entity[];
  buttons: InlineButton[][];
  /** The keyboard that this message put in place of the customer's own. */
  keyboard?: KeyboardButton[][];
  /** `file_id` or address of a media message. */
  file?: string;
  edited: boolean;
  at: number;
}

export type SentKind =
  | 'text'
  | 'photo'
  | 'video'
  | 'audio'
  | 'voice'
  | 'video_note'
  | 'animation'
  | 'sticker'
  | 'document'
  | 'location'
  | 'contact';

export interface ChatProfile {
  id: number;
  type: 'private' | 'group' | 'supergroup' | 'channel';
  first_name?: string;
  username?: string;
  title?: string;
}

/** One chat of one bot: what is on the customer's screen, and whether the bot may write there. */
export class Chat {
  readonly profile: ChatProfile;
  /** `strange`: the customer has never written, so the bot may not begin. */
  state: 'strange' | 'open' | 'blocked';
  keyboard: KeyboardButton[][] | undefined;
  private readonly shown = new Map<number, SentMessage>();
  private readonly received = new Set<number>();
  private lastMessageId = 0;

  constructor(profile: ChatProfile, state: Chat['state']) {
    this.profile = profile;
    this.state = state;
  }

  takeMessageId(): number {
    this.lastMessageId += 1;
    return this.lastMessageId;
  }

  /** Notes a message of the customer, which the bot may delete later. */
  receive(): number {
    const id = this.takeMessageId();
    this.received.add(id);
    return id;
  }

  show(kind: SentKind, content: Content, file?: string): SentMessage {
    const { markup } = content;
    const message: SentMessage = {
      chatId: this.profile.id,
      messageId: this.takeMessageId(),
      kind,
      text: content.text,
      entities: content.entities,
      buttons: markup?.kind === 'inline' ? markup.buttons : [],
      ...(markup?.kind === 'keyboard' && { keyboard: markup.rows }),
      ...(file !== undefined && { file }),
      edited: false,
      at: Date.now(),
    };
    if (markup?.kind === 'keyboard') this.keyboard = markup.rows;
    if (markup?.kind === 'remove') this.keyboard = undefined;
    this.shown.set(message.messageId, message);
    return message;
  }

  replace(message: SentMessage): void {
    this.shown.set(message.messageId, message);
  }

  find(messageId: number | undefined): SentMessage | undefined {
    return messageId === undefined ? undefined : this.shown.get(messageId);
  }

  delete(messageId: number): boolean {
    return this.shown.delete(messageId) || this.received.delete(messageId);
  }

  messages(): SentMessage[] {
    return [...this.shown.values()];
  }
}
