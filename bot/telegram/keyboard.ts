import type { InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup } from 'grammy/types';
import type { Choice, ChoiceOption, OutgoingMessage } from '../../crm-core/conversations/message-body.ts';
import { writePress } from './callback-data.ts';
import { telegramCapabilities } from './capabilities.ts';

interface RenderedChoice {
  /** Lines for the body: options that do not fit on a button, in full. */
  lines: string[];
  /** One keyboard a message; more than one when there are more options than a message may carry. */
  keyboards: { markup: InlineKeyboardMarkup; from: number; to: number }[];
}

const maxLabel = 40;
const maxButtons = telegramCapabilities.choices.max;
const maxInRow = 8;
/** Telegram refuses a markup over some 10 kB of JSON ("reply markup is too long"). */
const maxMarkupBytes = 9000;

/** Every option gets a button, except an address that Telegram would refuse: that one is printed. */
export function renderChoice(choice: Choice): RenderedChoice {
  const isNumbered = choice.options.some((option) => option.label.length > maxLabel);
  const lines = choice.options.flatMap((option, index) => lineOf(option, index, isNumbered) ?? []);
  const buttons = choice.options.flatMap((option, index) => buttonOf(choice.token, option, index, isNumbered) ?? []);
  const columns = Math.min(Math.max(choice.columns ?? (isNumbered ? 5 : 1), 1), maxInRow);
  return { lines, keyboards: pagesOf(buttons, columns) };
}

function lineOf(option: ChoiceOption, index: number, isNumbered: boolean): string | undefined {
  const printed = option.url !== undefined && !isButtonUrl(option.url);
  if (!isNumbered && !printed) return undefined;
  const label = isNumbered ? `${index + 1}) ${option.label}` : option.label;
  return printed ? `${label}: ${option.url}` : label;
}

function buttonOf(
  token: string,
  option: ChoiceOption,
  index: number,
  isNumbered: boolean,
): InlineKeyboardButton | undefined {
  // Telegram refuses an empty label, and with it the whole message.
  const text = isNumbered || option.label.trim() === '' ? String(index + 1) : option.label.toWellFormed();
  if (option.url === undefined) return { text, callback_data: writePress(token, index) };
  return isButtonUrl(option.url) ? { text, url: option.url } : undefined;
}

/** One wrong address makes Telegram refuse the whole message (BUTTON_URL_INVALID); it wants a public host. */
function isButtonUrl(address: string): boolean {
  if (address.length > 2048 || !URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'tg:' || (/^https?:$/.test(url.protocol) && url.hostname.includes('.'));
}

function pagesOf(buttons: InlineKeyboardButton[], columns: number): RenderedChoice['keyboards'] {
  const perPage = Math.floor(maxButtons / columns) * columns;
  const pages: InlineKeyboardButton[][] = [];
  let page: InlineKeyboardButton[] = [];
  let bytes = 0;
  for (const button of buttons) {
    const size = Buffer.byteLength(JSON.stringify(button)) + 3;
    if (page.length === perPage || (page.length > 0 && bytes + size > maxMarkupBytes)) {
      pages.push(page);
      page = [];
      bytes = 0;
    }
    page.push(button);
    bytes += size;
  }
  if (page.length > 0) pages.push(page);

  let seen = 0;
  return pages.map((page) => {
    const from = seen + 1;
    seen += page.length;
    return { markup: { inline_keyboard: rowsOf(page, columns) }, from, to: seen };
  });
}

function rowsOf<T>(items: T[], columns: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / columns) }, (_, row) =>
    items.slice(row * columns, (row + 1) * columns),
  );
}

/** A button that makes the customer's app send his own phone or place. Only a reply keyboard can ask for that. */
export function requestKeyboard(request: NonNullable<OutgoingMessage['request']>): ReplyKeyboardMarkup {
  const text = request.buttonLabel.trim() === '' ? requestSigns[request.kind] : request.buttonLabel.toWellFormed();
  const button = request.kind === 'contact' ? { text, request_contact: true } : { text, request_location: true };
  return { keyboard: [[button]], resize_keyboard: true, one_time_keyboard: true };
}

const requestSigns = { contact: '📱', location: '📍' };
