import { isRecord, type Payload, textIn } from './request-payload.ts';
import { badRequest } from './telegram-error.ts';

export interface Entity {
  type: string;
  offset: number;
  length: number;
  url?: string;
}

/** A button under a message. Exactly one of `data` and `url` is there for the kinds that we know. */
export interface InlineButton {
  text: string;
  data?: string;
  url?: string;
}

/** A button in place of the customer's keyboard; pressing it sends its label as ordinary text. */
export interface KeyboardButton {
  text: string;
  asks: 'nothing' | 'contact' | 'location';
}

export type ReplyMarkup =
  | { kind: 'inline'; buttons: InlineButton[][] }
  | { kind: 'keyboard'; rows: KeyboardButton[][] }
  | { kind: 'remove' }
  | { kind: 'force_reply' };

export interface Content {
  text: string;
  entities: Entity[];
  markup: ReplyMarkup | undefined;
}

const maxText = 4096;
const maxCaption = 1024;
const maxCallbackData = 64;
const maxButtons = 100;

/** Text, formatting and buttons of `sendMessage` and `editMessageText`, refused where Telegram refuses them. */
export function textContent(payload: Payload): Content {
  const text = textIn(payload, 'text') ?? '';
  if (text.trim() === '') throw badRequest('message text is empty');
  if (text.length > maxText) throw badRequest('message is too long');
  return formatted(payload, text, payload.entities);
}

/** The same for everything that has a caption in place of a text. */
export function captionContent(payload: Payload): Content {
  const caption = textIn(payload, 'caption') ?? '';
  if (caption.length > maxCaption) throw badRequest('message caption is too long');
  return formatted(payload, caption, payload.caption_entities);
}

export function replyMarkup(value: unknown): ReplyMarkup | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isRecord(value)) throw badRequest('object expected as reply markup');
  if (value.inline_keyboard !== undefined) return { kind: 'inline', buttons: inlineButtons(value.inline_keyboard) };
  if (value.keyboard !== undefined) return { kind: 'keyboard', rows: keyboardRows(value.keyboard) };
  if (value.remove_keyboard === true) return { kind: 'remove' };
  if (value.force_reply === true) return { kind: 'force_reply' };
  return undefined;
}

function formatted(payload: Payload, text: string, entities: unknown): Content {
  // Bots here send entities (nothing to escape); a fake parser of markup would only agree with itself.
  if (textIn(payload, 'parse_mode')) throw badRequest('unsupported parse_mode (the fake knows only entities)');
  return { text, entities: checkedEntities(entities, text), markup: replyMarkup(payload.reply_markup) };
}

function checkedEntities(value: unknown, text: string): Entity[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw badRequest("can't parse entities: expected an Array");
  return value.map((item) => checkedEntity(item, text));
}

function checkedEntity(value: unknown, text: string): Entity {
  if (!isRecord(value) || typeof value.type !== 'string') throw badRequest("can't parse MessageEntity");
  const { type, offset, length, url } = value;
  if (typeof offset !== 'number' || !Number.isInteger(offset) || offset < 0) {
    throw badRequest(`receive an entity with incorrect offset ${offset}`);
  }
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0) {
    throw badRequest(`receive an entity with incorrect length ${length}`);
  }
  if (offset > text.length) throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
  if (offset + length > text.length) {
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${offset + length}`,
    );
  }
  if (splitsSurrogates(text, offset) || splitsSurrogates(text, offset + length)) {
    throw badRequest(`entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol`);
  }
  return typeof url === 'string' ? { type, offset, length, url } : { type, offset, length };
}

function splitsSurrogates(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code <= 0xdfff;
}

function inlineButtons(value: unknown): InlineButton[][] {
  const rows = rowsOf(value).map((row) => row.map(inlineButton));
  if (rows.flat().length > maxButtons) throw badRequest('REPLY_MARKUP_TOO_LONG');
  return rows;
}

function inlineButton(value: unknown): InlineButton {
  if (!isRecord(value) || typeof value.text !== 'string' || value.text === '') {
    throw badRequest('can\'t parse inline keyboard button: Field "text" must be of type String');
  }
  const { text, callback_data: data, url } = value;
  if (typeof data === 'string') {
    const bytes = Buffer.byteLength(data);
    if (bytes === 0 || bytes > maxCallbackData) throw badRequest('BUTTON_DATA_INVALID');
    return { text, data };
  }
  if (typeof url === 'string') {
    if (!/^(https?|tg):\/\/\S+$/.test(url)) {
      throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
    }
    return { text, url };
  }
  throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
}

function keyboardRows(value: unknown): KeyboardButton[][] {
  return rowsOf(value).map((row) => row.map(keyboardButton));
}

function keyboardButton(value: unknown): KeyboardButton {
  if (typeof value === 'string') return { text: value, asks: 'nothing' };
  if (!isRecord(value) || typeof value.text !== 'string' || value.text === '') {
    throw badRequest('can\'t parse keyboard button: Field "text" must be of type String');
  }
  if (value.request_contact === true) return { text: value.text, asks: 'contact' };
  if (value.request_location === true) return { text: value.text, asks: 'location' };
  return { text: value.text, asks: 'nothing' };
}

function rowsOf(value: unknown): unknown[][] {
  if (!Array.isArray(value) || !value.every((row) => Array.isArray(row))) {
    throw badRequest("can't parse keyboard: expected an Array of Arrays");
  }
  return value;
}
