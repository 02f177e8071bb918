import type { Choice, OutgoingMessage, TextEntity } from '../../crm-core/conversations/message-body.ts';
import type { Capabilities } from '../channel.ts';

/** What the screen of an imitated phone shows of one message. */
export interface OnScreen {
  text: string;
  entities?: TextEntity[];
  media?: { kind: string; url?: string; fileName?: string };
  buttons?: { label: string; token: string; option: number; url?: string }[];
  request?: { kind: 'contact' | 'location'; label: string };
}

/** Pure, by the capabilities of the imitated messenger: buttons where it has them, numbered lines where it has not (PRODUCT D25). */
export function render(message: OutgoingMessage, capabilities: Capabilities, locale: 'ru' | 'en'): OnScreen {
  const { body, choice, request } = message;
  const words = body.kind === 'text' ? body : (body.caption ?? { text: '' });
  const screen: OnScreen = { text: words.text };
  if (words.entities) screen.entities = words.entities;
  if (body.kind === 'media') screen.media = mediaOf(body);
  if (choice && choice.options.length > 0) {
    if (capabilities.choices.as === 'buttons') screen.buttons = buttonsOf(choice);
    else screen.text = [words.text, '', ...numbered(choice), '', hint[locale]].join('\n');
  }
  if (request) {
    if (capabilities.requestContact) screen.request = { kind: request.kind, label: request.buttonLabel };
  }
  return screen;
}

const hint = { ru: 'Ответьте номером варианта', en: 'Reply with the number' };

function buttonsOf({ token, options }: Choice): NonNullable<OnScreen['buttons']> {
  return options.map(({ label, url }, option) => ({ label, token, option, ...(url && { url }) }));
}

function numbered({ options }: Choice): string[] {
  return options.map(({ label, url }, index) => `${index + 1}. ${label}${url ? `: ${url}` : ''}`);
}

function mediaOf(body: Extract<OutgoingMessage['body'], { kind: 'media' }>): NonNullable<OnScreen['media']> {
  const { handle, fileName } = body.ref;
  return { kind: body.media, ...(/^https:/.test(handle) && { url: handle }), ...(fileName && { fileName }) };
}
