import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkExpression } from '../../flows/expressions/check-expression.ts';
import { checkTemplate } from '../../flows/expressions/check-template.ts';
import { readFlowText } from '../../flows/graph/flow-text.ts';
import ru from '../locales/ru/bot.json';
import { botWords } from './bot-words.ts';

beforeAll(() => i18next.init({ lng: 'ru', resources: { ru: { bot: ru } }, interpolation: { escapeValue: false } }));

const root = join(import.meta.dirname, '../../flows');
const isTranslated = (text: string) => /[а-яё]/i.test(botWords(text));

/** Names of actions, which traces show by words of their own. */
const actions = new Set(['deal.7', 'contact.7', 'task.create', 'note.add', 'notify']);

/** Sentences of the sources, with `7` for what varies in them. */
function sentences(): string[] {
  const call = [
    ...[
      'why:',
      'message:',
      'refuse\\(',
      'refused\\(',
      'next\\(',
      'ExpressionError\\(',
      'throwError\\(',
      'problems\\.push\\(',
    ],
    ...[
      'giveUp\\(walk, ',
      'fail\\(walk, place, ',
      'wake\\(walk, frame, ',
      'acceptFound\\([^,]+, ',
      'nextUnlessRefused\\(.+, ',
    ],
  ].join('|');
  const pattern = new RegExp(`(?:${call})\\s*(?:'([^'\\n]+)'|\`([^\`\\n]+)\`)`, 'g');
  const found = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(pattern)])
    .map(([, plain, template]) => plain ?? template?.replace(/\$\{[^}]*\}/g, '7') ?? '');
  return [...new Set(found)].filter((text) => /[a-z]{2}/i.test(text) && !actions.has(text));
}

test('every reason that a flow can give is known in Russian', () => {
  const all = sentences();
  expect(all.length).toBeGreaterThan(120);
  expect(all.filter((text) => !isTranslated(text))).toEqual([]);
});

describe('reasons with reasons inside', () => {
  test.each([
    ['block "Оплата" failed: there is no stage "Счёт"', 'блок «Оплата» не сработал: нет состояния «Счёт»'],
    ['deal.amount (500) > 1000 is false', 'неверно: deal.amount (500) > 1000'],
    [
      'contact.city ("Псков") contains "Мос" is false; deal.tags (a list of 0) is empty and x (1) is set',
      'неверно: contact.city ("Псков") содержит "Мос"; deal.tags (a list of 0) пусто и x (1) заполнено',
    ],
    ['ignored: no such buttons are open', 'пропущено: эти кнопки уже не действуют'],
    ['pressed "salt and pepper"', 'нажата кнопка «salt and pepper»'],
    ['Анна: Бот не смог продолжить: the block "x" is gone', 'Анна: Бот не смог продолжить: блока «x» больше нет'],
    ['phone: Not a phone number', 'телефон: не телефон'],
  ])('%s', (english, russian) => {
    expect(botWords(english)).toBe(russian);
  });

  test('in English, and what nobody knows, stays as it is', async () => {
    expect(botWords('Просто текст')).toBe('Просто текст');
    await i18next.changeLanguage('en');
    expect(botWords('nothing listens to this')).toBe('nothing listens to this');
    await i18next.changeLanguage('ru');
  });
});

test.each([
  '1 +',
  'a b',
  '(1',
  '[1, 2',
  '"x',
  'a ? b',
  'x = 1',
  'f(',
  'foo(1)',
  'a.b()',
  '1 2',
  '',
  '!',
  '{',
  '1..2',
  '1e',
])('the fault of the expression %j is told in Russian', (source) => {
  const check = checkExpression(source);
  expect(check.ok ? source : isTranslated(check.message), check.ok ? '' : check.message).toBe(true);
});

test.each(['{{ a', '{{ a + }}', '{{}}'])('the fault of the text %j is told in Russian', (template) => {
  const check = checkTemplate(template);
  expect(check.ok ? template : isTranslated(check.message), check.ok ? '' : check.message).toBe(true);
});

const head = 'format: 1\nname: Shop\nblocks:\n';
test.each([
  ['a: 1\n  b: 2'],
  ['a: [1, 2'],
  ['a: "x'],
  ['- a\nb: 1'],
  ['a: 1\na: 2'],
  ['\ta: 1'],
  ['a: @x'],
  ['name: Shop'],
  [`${head}  a: nonsense`],
  [`${head}  a: {}`],
  [`${head}  a: { message: {} }`],
  [`${head}  a: { message: { text: 5 } }`],
  [`${head}  a: { wait: { for: soon } }`],
  [`${head}  a: { question: { kind: riddle, text: "?" } }`],
  [`${head}  a: { end: { more: 1 } }`],
  [`${head}  a: { message: { text: Hi, buttons: [{ id: a, label: A }, { id: a, label: B }] } }`],
  [`${head}  a: { set: { variables: [] } }`],
])('the fault of the flow’s text %j is told in Russian', (text) => {
  const { faults } = readFlowText(text);
  expect(faults.length).toBeGreaterThan(0);
  expect(faults.map(({ message }) => message).filter((message) => !isTranslated(message))).toEqual([]);
});
