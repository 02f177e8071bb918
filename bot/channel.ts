import type { Arrival } from '../crm-core/conversations/lane-event.ts';
import type { OutgoingMessage } from '../crm-core/conversations/message-body.ts';
import type { ChannelId } from '../kernel/ids.ts';

/**
 * The port between Voronka and a messenger. A channel is one folder under `bot/` that implements `Channel` and one line in
 * `bot/channels.ts`. `parse` and `render` are pure; `connection.ts` is the only file of a channel with a socket.
 */
export interface Channel {
  readonly kind: ChannelKind;
  readonly capabilities: Capabilities;
  /** Opens the one live connection of this channel account. The caller holds the account's lease while it is open. */
  connect(account: ChannelAccount, port: ChannelPort): Promise<Connection>;
}

export type ChannelKind = 'telegram' | 'whatsapp' | 'whatsapp-cloud' | 'simulator';

/** One connected bot or number, with its secrets opened. */
export interface ChannelAccount {
  id: ChannelId;
  kind: ChannelKind;
  name: string;
  /** Opened secret (a bot token); empty for channels that have none. */
  token: string;
  /** Secret that the messenger echoes on its webhooks. */
  webhookSecret: string;
  settings: Record<string, unknown>;
}

/** What a connection may ask of the house. */
export interface ChannelPort {
  /**
   * Stores what came in; resolves after the commit, rejects when the database is away. Repeating it is harmless.
   * A long-polling connection must not ask the messenger for more before this has resolved.
   */
  receive(arrivals: Arrival[]): Promise<void>;
  /** Publishes the channel's health, for the settings page and the managers. */
  report(status: ChannelStatus): Promise<void>;
  /** Where the long poll stands, kept with the channel so that a restart goes on from there. */
  loadCursor(): Promise<number | undefined>;
  saveCursor(cursor: number): Promise<void>;
  signal: AbortSignal;
}

export type ChannelStatus =
  | { kind: 'connecting' }
  | { kind: 'connected'; account: string }
  | { kind: 'error'; why: string; retry: boolean };

export interface Connection {
  /** Sends one rendered message. Never throws: the fate of a send is a value. */
  send(delivery: Delivery): Promise<SendResult>;
  /** Answers a press at once, so that the customer's button stops spinning. Best effort. */
  acknowledge?(callbackId: string, text?: string): Promise<void>;
  close(): Promise<void>;
}

export interface Delivery {
  chatKey: string;
  /** What `render` made: the channel's own payloads, sent in order as one message. */
  message: OutgoingMessage;
  /** Our name of this send, for messengers that can take one. */
  clientRef: string;
  /** Ids of the leading parts that an earlier try got through (its `partsSent`); they are not sent again. */
  partsSent?: string[];
}

/**
 * The fate of a send. Only `sent` and `unknown` may have reached the customer, and the parts in `partsSent`: a message
 * that takes several parts can fail in the middle, and goes on from there when these ids come back with the next try.
 */
export type SendResult = SendOutcome & { partsSent?: string[] };

type SendOutcome =
  | { kind: 'sent'; providerId: string /** Later parts of a split text. */; moreProviderIds?: string[] }
  /** Not accepted; try again, not before `afterMs`. `scope` tells who has to wait. */
  | { kind: 'retry'; afterMs: number; scope: 'chat' | 'channel'; why: string }
  /** Accepted or not? Decided by the channel's policy, never by a blind resend. */
  | { kind: 'unknown'; why: string }
  /** This message can never be sent. */
  | { kind: 'refused'; why: string }
  /** This customer cannot be reached any more (blocked the bot, chat gone): recorded on the identity. */
  | { kind: 'unreachable'; why: string }
  /** The chat moved to another address; re-key it and send again once. */
  | { kind: 'moved'; chatKey: string }
  /** The account itself is refused (token revoked): stop the channel, keep what is queued. */
  | { kind: 'stopped'; why: string };

/** What a channel can do, as data: the renderer degrades by it, the simulator imitates it, the checker warns by it. */
export interface Capabilities {
  text: { maxLength: number; formatting: 'entities' | 'markup' | 'none' };
  caption: { maxLength: number };
  /** How choices are shown: pressable buttons, or numbered lines answered with a number. */
  choices: { as: 'buttons'; max: number; maxLabel: number; urls: boolean } | { as: 'numbers' };
  /** For so many hours after the customer's last message he may be written to; without it, always. */
  openHours?: number;
  requestContact: boolean;
  requestLocation: boolean;
  edit: boolean;
  /** Whether the messenger can tell us if an uncertain send arrived (by an echoed reference or a client-made id). */
  idempotency: 'none' | 'client-ref';
  /** What to do with a send of unknown fate: try again and flag it, or hold it for a human. */
  unknownPolicy: 'retry' | 'hold';
}
