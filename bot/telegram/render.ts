import type { RawApi } from 'grammy';
import type {
  InlineKeyboardMarkup,
  Message,
  MessageEntity,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
} from 'grammy/types';
import type { MediaKind, OutgoingMessage, RichText, TextEntity } from '../../crm-core/conversations/message-body.ts';
import { telegramCapabilities } from './capabilities.ts';
import { renderChoice, requestKeyboard } from './keyboard.ts';
import { splitText } from './split-text.ts';

type SendMethod =
  | 'sendMessage'
  | 'sendPhoto'
  | 'sendVideo'
  | 'sendAudio'
  | 'sendVoice'
  | 'sendVideoNote'
  | 'sendAnimation'
  | 'sendSticker'
  | 'sendDocument';

/** One Bot API call, ready to be made. */
export type TelegramCall<Method extends SendMethod = SendMethod> = {
  [M in Method]: { method: M; payload: Parameters<RawApi[M]>[0] };
}[Method];

/** Makes the call through grammY's typed methods. */
export function perform<Method extends SendMethod>(api: RawApi, call: TelegramCall<Method>): Promise<Message> {
  const send: { [M in SendMethod]: (payload: Parameters<RawApi[M]>[0]) => Promise<Message> } = api;
  return send[call.method](call.payload);
}

/**
 * One message as the calls that say it, in order. Formatting travels as entities, never as markup, so no text can break
 * it. The same message always renders to the same calls: an interrupted send resumes by counting.
 * Empty when there is nothing to say.
 */
export function render(chatKey: string, message: OutgoingMessage): TelegramCall[] {
  const choice = message.choice && renderChoice(message.choice);
  const parts = partsOf(message, choice?.lines ?? []);
  const keyboards = (choice?.keyboards ?? []).map(({ markup, from, to }, index) => ({
    markup,
    said: index === 0 ? pointer : `${from}–${to}`,
  }));
  const chat_id = chatIdOf(chatKey);
  return placeMarkups(parts, [...replyMarkups(message), ...keyboards]).map(({ part, markup }) =>
    callOf(part, { chat_id, ...(markup && { reply_markup: markup }) }),
  );
}

type Part = { kind: 'text'; rich: RichText } | { kind: 'media'; media: MediaKind; handle: string; caption: RichText };
type Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove;
interface MarkupToPlace {
  markup: Markup;
  /** What its own message says, if it needs one: Telegram sends no keyboard without a text. */
  said: string;
}

/** Said above buttons that have no text of their own. */
const pointer = '👇';

function partsOf({ body }: OutgoingMessage, lines: string[]): Part[] {
  const textLimit = telegramCapabilities.text.maxLength;
  if (body.kind === 'text') return textParts(splitText(withLines(body, lines), () => textLimit));

  const captionLimit = hasCaption(body.media) ? telegramCapabilities.caption.maxLength : 0;
  const said = withLines(body.caption ?? { text: '' }, lines);
  const media = { kind: 'media', media: body.media, handle: body.ref.handle } as const;
  if (captionLimit === 0) return [{ ...media, caption: { text: '' } }, ...textParts(splitText(said, () => textLimit))];
  const [caption = { text: '' }, ...rest] = splitText(said, (part) => (part === 0 ? captionLimit : textLimit));
  return [{ ...media, caption }, ...textParts(rest)];
}

function textParts(texts: RichText[]): Part[] {
  return texts.filter(({ text }) => !isBlank(text)).map((rich) => ({ kind: 'text', rich }));
}

/** Telegram strips white space and invisible characters, and refuses a message of nothing else. */
function isBlank(text: string): boolean {
  return /^[\s\p{Cf}\p{Cc}\u2800\u3164\uFFFC]*$/u.test(text);
}

function withLines(rich: RichText, lines: string[]): RichText {
  const added = lines.length === 0 ? '' : `${rich.text === '' ? '' : '\n\n'}${lines.join('\n')}`;
  // Replacing lone surrogates keeps every offset: one code unit for one.
  const text = `${rich.text}${added}`.toWellFormed();
  return rich.entities
    ? { text, entities: rich.entities.filter((entity) => entity.kind !== 'link' || entity.url) }
    : { text };
}

function replyMarkups(message: OutgoingMessage): MarkupToPlace[] {
  if (message.request) return [{ markup: requestKeyboard(message.request), said: pointer }];
  return message.clearRequest ? [{ markup: { remove_keyboard: true }, said: pointer }] : [];
}

/**
 * A message holds one markup. They go under the last part and, when there are several (a reply keyboard and buttons, or
 * more buttons than fit), under short messages after it, so that buttons never stand in the middle of a text.
 */
function placeMarkups(parts: Part[], markups: MarkupToPlace[]): { part: Part; markup?: Markup }[] {
  const last = parts.at(-1);
  const [first, ...rest] = markups;
  if (!first) return parts.map((part) => ({ part }));
  const under = last ?? { kind: 'text', rich: { text: first.said } };
  return [
    ...parts.slice(0, -1).map((part) => ({ part })),
    { part: under, markup: first.markup },
    ...rest.map(({ markup, said }) => ({ part: { kind: 'text' as const, rich: { text: said } }, markup })),
  ];
}

interface Addressed {
  chat_id: number | string;
  reply_markup?: Markup;
}

function callOf(part: Part, to: Addressed): TelegramCall {
  if (part.kind === 'text') {
    const { text, entities } = part.rich;
    return { method: 'sendMessage', payload: { ...to, text, ...(entities && { entities: entities.map(entityOf) }) } };
  }
  const { text, entities } = part.caption;
  const captioned = isBlank(text)
    ? to
    : { ...to, caption: text, ...(entities && { caption_entities: entities.map(entityOf) }) };
  switch (part.media) {
    case 'image':
      return { method: 'sendPhoto', payload: { ...captioned, photo: part.handle } };
    case 'video':
      return { method: 'sendVideo', payload: { ...captioned, video: part.handle } };
    case 'audio':
      return { method: 'sendAudio', payload: { ...captioned, audio: part.handle } };
    case 'voice':
      return { method: 'sendVoice', payload: { ...captioned, voice: part.handle } };
    case 'animation':
      return { method: 'sendAnimation', payload: { ...captioned, animation: part.handle } };
    case 'file':
      return { method: 'sendDocument', payload: { ...captioned, document: part.handle } };
    case 'video_note':
      return { method: 'sendVideoNote', payload: { ...to, video_note: part.handle } };
    case 'sticker':
      return { method: 'sendSticker', payload: { ...to, sticker: part.handle } };
  }
}

function hasCaption(media: MediaKind): boolean {
  return media !== 'sticker' && media !== 'video_note';
}

function entityOf({ kind, offset, length, url }: TextEntity): MessageEntity {
  switch (kind) {
    case 'link':
      return { type: 'text_link', offset, length, url: url ?? '' };
    case 'quote':
      return { type: 'blockquote', offset, length };
    default:
      return { type: kind, offset, length };
  }
}

/** A chat's name as Telegram wants it: ids as numbers, anything else (a channel's @name) as it is. */
function chatIdOf(chatKey: string): number | string {
  const id = Number(chatKey);
  return Number.isSafeInteger(id) ? id : chatKey;
}

/** The call without its formatting: what is left to try when Telegram refuses an entity. */
export function withoutFormatting(call: TelegramCall): TelegramCall | undefined {
  const payload: Record<string, unknown> = { ...call.payload };
  if (!payload.entities && !payload.caption_entities) return undefined;
  delete payload.entities;
  delete payload.caption_entities;
  // Both fields are optional in every payload that has them, so what is left is still a call.
  return { method: call.method, payload } as unknown as TelegramCall;
}
