/**
 * What people and bots say to each other, without a word about the messenger it travels in.
 * Channels translate (`parse`, `render`); flows and the CRM know only this.
 */

/** Text with formatting laid over it. Offsets and lengths are in UTF-16 code units, as JavaScript and Telegram count. */
export interface RichText {
  text: string;
  entities?: TextEntity[];
}

export interface TextEntity {
  kind: 'bold' | 'italic' | 'underline' | 'strikethrough' | 'code' | 'pre' | 'link' | 'spoiler' | 'quote';
  offset: number;
  length: number;
  /** Only for `link`. */
  url?: string;
}

export type MediaKind = 'image' | 'video' | 'audio' | 'voice' | 'video_note' | 'animation' | 'sticker' | 'file';

/** A file that stays where the messenger keeps it until somebody needs it. */
export interface MediaRef {
  /** The messenger's own handle (Telegram: `file_id`) or an https address. */
  handle: string;
  mime?: string;
  /** In bytes, as claimed by the sender. */
  size?: number;
  fileName?: string;
}

export type MessageBody =
  | ({ kind: 'text' } & RichText)
  | { kind: 'media'; media: MediaKind; ref: MediaRef; caption?: RichText; groupKey?: string }
  | { kind: 'location'; latitude: number; longitude: number; title?: string; address?: string }
  | { kind: 'contact_card'; name: string; phone: string }
  | { kind: 'choice'; label: string }
  | { kind: 'unsupported'; providerKind: string };

/** One of the things that a customer may pick under a message. */
export interface ChoiceOption {
  id: string;
  label: string;
  /** Opens a page instead of answering the bot. */
  url?: string;
}

/** Options bound to the message that shows them. A press names `token` and the option's number, so it cannot be forged for another chat. */
export interface Choice {
  token: string;
  options: ChoiceOption[];
  /** Options in a row, where the channel has rows. Default 1. */
  columns?: number;
}

/** What the bot or a member wants said. A channel renders it with what it has: buttons, a list, or numbered lines. */
export interface OutgoingMessage {
  body: Extract<MessageBody, { kind: 'text' | 'media' }>;
  choice?: Choice;
  /** Asks the customer to share his own phone or place, with one press where the channel can. */
  request?: { kind: 'contact' | 'location'; buttonLabel: string };
  /** Removes a reply keyboard that an earlier `request` put up. */
  clearRequest?: boolean;
}

/** The readable gist of a body: for previews, conditions, search and the flow engine. Empty when there is nothing to read. */
export function textOf(body: MessageBody): string {
  switch (body.kind) {
    case 'text':
      return body.text;
    case 'media':
      return body.caption?.text ?? '';
    case 'choice':
      return body.label;
    case 'contact_card':
      return body.phone;
    case 'location':
      return body.title ?? `${body.latitude}, ${body.longitude}`;
    case 'unsupported':
      return '';
  }
}
