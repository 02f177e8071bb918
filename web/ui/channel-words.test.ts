import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import en from '../locales/en/ui.json';
import ru from '../locales/ru/ui.json';
import { channelWords } from './channel-words.ts';

beforeAll(() => i18next.init({ lng: 'ru', resources: { ru: { ui: ru }, en: { ui: en } } }));

test.each([
  ['Forbidden: bot was blocked by the user', 'blocked'],
  ['Forbidden: user is deactivated', 'deactivated'],
  ["Forbidden: bot can't initiate conversation with a user", 'cantBegin'],
  ['Forbidden: bot was kicked from the supergroup chat', 'removed'],
  ['Forbidden: bot is not a member of the channel chat', 'removed'],
  ['Bad Request: chat not found', 'noChat'],
  ['Bad Request: not enough rights to send text messages to the chat', 'noRights'],
  ['Bad Request: message is too long', 'tooLong'],
  ['Bad Request: message text is empty', 'empty'],
  ["Bad Request: can't parse entities: Can't find end of the entity", 'formatting'],
  ['Bad Request: REPLY_MARKUP_TOO_LONG', 'buttons'],
  ['Bad Request: BUTTON_DATA_INVALID', 'buttons'],
  ['Bad Request: inline keyboard button URL is invalid', 'buttons'],
  ['Bad Request: failed to get HTTP URL content', 'fileLink'],
  ['Bad Request: wrong file identifier/HTTP URL specified', 'fileLink'],
  ['Bad Request: PHOTO_INVALID_DIMENSIONS', 'photo'],
  ['Request Entity Too Large', 'tooBig'],
  ['Too Many Requests: retry after 7', 'tooFast'],
  ['Conflict: terminated by other getUpdates request', 'otherProgram'],
  ["Another program takes this bot's updates: Conflict", 'otherProgram'],
  ['Unauthorized', 'token'],
  ['Not Found', 'token'],
  ['Bad Gateway', 'messengerDown'],
  ["HTTP 502 without Telegram's answer", 'messengerDown'],
  ['ECONNRESET: read ECONNRESET', 'network'],
  ['the chat moved to -100123', 'moved'],
  ['Bad Request: something that nobody has seen yet', 'other'],
])('“%s” is said in the reader’s language', async (text, kind) => {
  const sentence = (language: typeof ru | typeof en) =>
    Object.entries(language.messenger).find(([key]) => key === kind)?.[1];
  await i18next.changeLanguage('ru');
  expect(channelWords(text)).toBe(sentence(ru));
  await i18next.changeLanguage('en');
  expect(channelWords(text)).toBe(sentence(en));
});
