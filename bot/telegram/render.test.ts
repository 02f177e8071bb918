import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Choice, MediaKind, OutgoingMessage } from '../../crm-core/conversations/message-body.ts';
import { readPress } from './callback-data.ts';
import { render, type TelegramCall, withoutFormatting } from './render.ts';

const token = 'k3v9x0m2q7r5t1a8';

function say(text: string, rest: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return { body: { kind: 'text', text }, ...rest };
}

function choose(labels: string[], rest: Partial<Choice> = {}): Choice {
  return { token, options: labels.map((label, index) => ({ id: `o${index}`, label })), ...rest };
}

function show(media: MediaKind, caption?: string): OutgoingMessage {
  return {
    body: {
      kind: 'media',
      media,
      ref: { handle: 'file-1' },
      ...(caption !== undefined && { caption: { text: caption } }),
    },
  };
}

interface Button {
  text: string;
  callback_data?: string;
  url?: string;
}

interface Shown {
  text?: string;
  caption?: string;
  reply_markup?: { inline_keyboard?: Button[][]; keyboard?: unknown; remove_keyboard?: true };
}

function shown(call: TelegramCall | undefined): Shown {
  // The tests look at whatever the call carries.
  return (call?.payload ?? {}) as Shown;
}

const textOf = (call: TelegramCall | undefined) => shown(call).text ?? shown(call).caption ?? '';
const rowsOf = (call: TelegramCall | undefined) => shown(call).reply_markup?.inline_keyboard ?? [];
const buttonsIn = (calls: TelegramCall[]) => calls.flatMap((call) => rowsOf(call).flat());

describe('text', () => {
  test('goes out as text with entities and no markup language', () => {
    const body = {
      kind: 'text' as const,
      text: 'Привет, *Анна* <b>&',
      entities: [
        { kind: 'bold' as const, offset: 0, length: 6 },
        { kind: 'link' as const, offset: 8, length: 6, url: 'https://a.example' },
        { kind: 'quote' as const, offset: 0, length: 19 },
      ],
    };
    expect(render('42', { body })).toEqual([
      {
        method: 'sendMessage',
        payload: {
          chat_id: 42,
          text: 'Привет, *Анна* <b>&',
          entities: [
            { type: 'bold', offset: 0, length: 6 },
            { type: 'text_link', offset: 8, length: 6, url: 'https://a.example' },
            { type: 'blockquote', offset: 0, length: 19 },
          ],
        },
      },
    ]);
  });

  test('longer than a message becomes several, with the buttons under the last', () => {
    const calls = render('42', say(`${'слово '.repeat(1500)}`, { choice: choose(['Да']) }));
    expect(calls.map((call) => rowsOf(call).length)).toEqual([0, 0, 1]);
    expect(calls.every((call) => textOf(call).length <= 4096)).toBe(true);
  });

  test('half of an emoji does not make the request invalid', () => {
    expect(textOf(render('42', say('a\ud83d'))[0])).toBe('a\ufffd');
  });

  test('with nothing to see says nothing', () => {
    expect(render('42', say(' \n\u200b\u2800'))).toEqual([]);
    expect(render('42', say('a'.repeat(4096) + ' '.repeat(100)))).toHaveLength(1);
  });
});

describe('buttons', () => {
  test('carry the choice and the option', () => {
    expect(rowsOf(render('42', say('Как вам?', { choice: choose(['Да', 'Нет']) }))[0])).toEqual([
      [{ text: 'Да', callback_data: `c1.${token}.0` }],
      [{ text: 'Нет', callback_data: `c1.${token}.1` }],
    ]);
  });

  test('stand in as many columns as asked for, at most eight', () => {
    const labels = Array.from({ length: 9 }, (_, index) => `${index}`);
    const widths = (columns: number) =>
      rowsOf(render('42', say('?', { choice: choose(labels, { columns }) }))[0]).map((row) => row.length);
    expect(widths(2)).toEqual([2, 2, 2, 2, 1]);
    expect(widths(99)).toEqual([8, 1]);
    expect(widths(0)).toEqual(Array(9).fill(1));
  });

  test('with a label too long for a button show numbers, and the body all labels in full', () => {
    const long = 'Стрижка, укладка и окрашивание со скидкой 20 %';
    const [call] = render('42', say('Что выберете?', { choice: choose(['Ничего', long]) }));
    expect(textOf(call)).toBe(`Что выберете?\n\n1) Ничего\n2) ${long}`);
    expect(buttonsIn([call].filter((each) => each !== undefined)).map((button) => button.text)).toEqual(['1', '2']);
  });

  test('without a label show their number', () => {
    expect(buttonsIn(render('42', say('?', { choice: choose(['', 'Да']) })))[0]?.text).toBe('1');
  });

  test('open pages; an address that Telegram would refuse is printed instead', () => {
    const options = [
      { id: 'a', label: 'Сайт', url: 'https://salon.example/price' },
      { id: 'b', label: 'Админка', url: 'http://localhost:3000' },
      { id: 'c', label: 'Плохой', url: 'javascript:alert(1)' },
    ];
    const calls = render('42', say('Ссылки', { choice: { token, options } }));
    expect(buttonsIn(calls)).toEqual([{ text: 'Сайт', url: 'https://salon.example/price' }]);
    expect(textOf(calls[0])).toBe('Ссылки\n\nАдминка: http://localhost:3000\nПлохой: javascript:alert(1)');
  });

  test('without any text stand under a pointing hand', () => {
    expect(render('42', say('', { choice: choose(['Да']) })).map(textOf)).toEqual(['👇']);
  });

  test('beyond a hundred go on under further messages', () => {
    const calls = render(
      '42',
      say('Город?', { choice: choose(Array.from({ length: 230 }, (_, index) => `Город ${index}`)) }),
    );
    expect(calls.map(textOf)).toEqual(['Город?', '101–200', '201–230']);
    expect(calls.map((call) => rowsOf(call).length)).toEqual([100, 100, 30]);
  });

  test('too heavy for one message go on under another', () => {
    const calls = render('42', say('?', { choice: choose(Array.from({ length: 90 }, () => 'ж'.repeat(40))) }));
    expect(calls.length).toBe(2);
    for (const call of calls) {
      expect(Buffer.byteLength(JSON.stringify(shown(call).reply_markup))).toBeLessThan(10_000);
    }
  });
});

describe('asking for a phone or a place', () => {
  test('puts up a reply keyboard', () => {
    const ask = say('Ваш номер?', { request: { kind: 'contact', buttonLabel: 'Поделиться' } });
    expect(shown(render('42', ask)[0]).reply_markup).toEqual({
      keyboard: [[{ text: 'Поделиться', request_contact: true }]],
      resize_keyboard: true,
      one_time_keyboard: true,
    });
    const where = say('Где вы?', { request: { kind: 'location', buttonLabel: ' ' } });
    expect(shown(render('42', where)[0]).reply_markup?.keyboard).toEqual([[{ text: '📍', request_location: true }]]);
  });

  test('is taken down again', () => {
    expect(shown(render('42', say('Спасибо', { clearRequest: true }))[0]).reply_markup).toEqual({
      remove_keyboard: true,
    });
  });

  test('together with buttons takes a second message, because one holds a single keyboard', () => {
    const calls = render('42', say('Спасибо. Что дальше?', { clearRequest: true, choice: choose(['Да']) }));
    expect(calls.map(textOf)).toEqual(['Спасибо. Что дальше?', '👇']);
    expect(shown(calls[0]).reply_markup).toEqual({ remove_keyboard: true });
    expect(buttonsIn(calls)).toHaveLength(1);
  });
});

describe('media', () => {
  test.each<[MediaKind, string, string]>([
    ['image', 'sendPhoto', 'photo'],
    ['video', 'sendVideo', 'video'],
    ['audio', 'sendAudio', 'audio'],
    ['voice', 'sendVoice', 'voice'],
    ['animation', 'sendAnimation', 'animation'],
    ['file', 'sendDocument', 'document'],
  ])('%s is sent by %s with its caption', (media, method, field) => {
    expect(render('42', show(media, 'Вот'))).toEqual([
      { method, payload: { chat_id: 42, [field]: 'file-1', caption: 'Вот' } },
    ]);
  });

  test.each<[MediaKind, string]>([
    ['sticker', 'sendSticker'],
    ['video_note', 'sendVideoNote'],
  ])('%s takes no caption, so its words follow', (media, method) => {
    expect(render('42', show(media, 'Вот')).map((call) => [call.method, textOf(call)])).toEqual([
      [method, ''],
      ['sendMessage', 'Вот'],
    ]);
  });

  test('a caption too long goes on as text, and the buttons with it', () => {
    const calls = render('42', { ...show('image', 'слово '.repeat(400)), choice: choose(['Да']) });
    expect(calls.map((call) => call.method)).toEqual(['sendPhoto', 'sendMessage']);
    expect(textOf(calls[0]).length).toBeLessThanOrEqual(1024);
    expect(calls.map(textOf).join('')).toBe('слово '.repeat(400));
    expect(calls.map((call) => rowsOf(call).length)).toEqual([0, 1]);
  });
});

test('a call can be stripped of its formatting, once', () => {
  const [call] = render('42', {
    body: { kind: 'text', text: 'x', entities: [{ kind: 'bold', offset: 0, length: 1 }] },
  });
  const plain = call && withoutFormatting(call);
  expect(plain).toEqual({ method: 'sendMessage', payload: { chat_id: 42, text: 'x' } });
  expect(plain && withoutFormatting(plain)).toBeUndefined();
});

test('a channel is addressed by its name, a chat by its number', () => {
  expect(shown(render('@news', say('x'))[0])).toMatchObject({ chat_id: '@news' });
  expect(shown(render('-1001987654321', say('x'))[0])).toMatchObject({ chat_id: -1001987654321 });
});

describe('whatever is said', () => {
  const word = fc.constantFrom('да', ' ', '\n', '\n\n', '👨‍👩‍👧‍👦', 'x'.repeat(300), '<b>&_*', '\ud83d', '\u202e');
  const words = fc.array(word, { maxLength: 60 }).map((parts) => parts.join(''));
  const label = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constant('Очень длинная подпись '.repeat(4)),
  );
  const message = fc.record(
    {
      body: fc.oneof(
        words.map((text) => ({ kind: 'text' as const, text })),
        fc.record({
          kind: fc.constant('media' as const),
          media: fc.constantFrom<MediaKind>('image', 'sticker', 'file'),
          ref: fc.constant({ handle: 'file-1' }),
          caption: words.map((text) => ({ text })),
        }),
      ),
      choice: fc.record({
        token: fc.constant(token),
        options: fc.array(fc.record({ id: fc.string(), label }), { minLength: 1, maxLength: 240 }),
        columns: fc.integer({ min: 1, max: 10 }),
      }),
      request: fc.record({ kind: fc.constantFrom('contact' as const, 'location' as const), buttonLabel: fc.string() }),
      clearRequest: fc.boolean(),
    },
    { requiredKeys: ['body'] },
  );

  test('every word arrives in order, within the limits, and every option can be picked', () => {
    fc.assert(
      fc.property(message, (outgoing) => {
        const calls = render('42', outgoing);
        const { body, choice } = outgoing;

        const source = (body.kind === 'text' ? body.text : body.caption.text).toWellFormed();
        expect(visible(calls.map(textOf).join(''))).toContain(visible(source));

        for (const call of calls) {
          const { text, caption, reply_markup } = shown(call);
          expect(text === undefined || (text.length <= 4096 && text.trim() !== '' && text.isWellFormed())).toBe(true);
          expect(caption === undefined || (caption.length <= 1024 && caption.isWellFormed())).toBe(true);
          expect(Buffer.byteLength(JSON.stringify(reply_markup ?? {}))).toBeLessThan(10_000);
          expect(rowsOf(call).every((row) => row.length <= 8)).toBe(true);
          expect(rowsOf(call).flat().length).toBeLessThanOrEqual(100);
        }

        const buttons = buttonsIn(calls);
        expect(buttons.map((button) => readPress(button.callback_data))).toEqual(
          (choice?.options ?? []).map((_, option) => ({ token, option })),
        );
        for (const [index, option] of (choice?.options ?? []).entries()) {
          const isOnButton = buttons[index]?.text === option.label.toWellFormed();
          const isInBody = visible(calls.map(textOf).join('')).includes(visible(`${index + 1})${option.label}`));
          expect(isOnButton || isInBody || option.label.trim() === '').toBe(true);
          expect(Buffer.byteLength(buttons[index]?.callback_data ?? '')).toBeLessThanOrEqual(64);
          expect(buttons[index]?.text.trim()).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** Telegram trims white space and what cannot be seen, so a part of nothing else is not sent. */
function visible(text: string): string {
  return text.replace(/[\s\p{Cf}\p{Cc}\u2800\u3164\uFFFC]/gu, '');
}
