import type { BotAccount } from './bot-account.ts';
import type { Chat, SentMessage } from './chat.ts';
import { messageJson } from './message-json.ts';

export interface CustomerProfile {
  id: number;
  first_name: string;
  username?: string;
  language_code?: string;
}

/** A person with a phone who writes to the bot. What he does returns the id of the update that it makes. */
export interface FakeCustomer {
  chatId: number;
  say(text: string): number;
  /** Presses "Start", or opens a deep link with a payload. */
  start(payload?: string): number;
  /**
   * Presses a button of `message`, else of the newest message that has it: one under the message, else one of the
   * keyboard, which sends its label. Passing a message seen earlier presses its old buttons, as a slow thumb does.
   */
  press(button: string | { row: number; column: number }, message?: SentMessage): number;
  /** Shares a contact: his own unless another user's id is given; `null` is a card without an account. */
  shareContact(phone: string, userId?: number | null): number;
  sendPhoto(caption?: string): number;
  edit(messageId: number, text: string): number;
  block(): void;
  unblock(): void;
  messages(): SentMessage[];
  /** The first message on the screen, now or later, that fits: part of its text, a pattern or a predicate. */
  waitForMessage(match: Match, timeoutMs?: number): Promise<SentMessage>;
  /** The next message that no earlier `nextReply` has returned; waits for it. */
  nextReply(timeoutMs?: number): Promise<SentMessage>;
}

export type Match = string | RegExp | ((message: SentMessage) => boolean);

const defaultTimeoutMs = 5000;
/** A one-pixel GIF: enough for whoever downloads it. */
const picture = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');

export function fakeCustomer(account: BotAccount, profile: CustomerProfile): FakeCustomer {
  const { id: chatId, first_name, username } = profile;
  const from = { is_bot: false, ...profile };
  const chatProfile = { id: chatId, type: 'private' as const, first_name, ...(username !== undefined && { username }) };
  account.addChat(chatProfile, 'strange');
  let repliesTaken = 0;

  const now = () => Math.floor(Date.now() / 1000);
  const chat = (): Chat => account.chat(chatId) ?? account.addChat(chatProfile, 'strange');
  const write = (content: Record<string, unknown>) =>
    account.push({ message: { message_id: chat().receive(), date: now(), from, chat: chatProfile, ...content } });

  const pressInline = (message: SentMessage, data: string) => {
    const id = account.newName('press');
    account.presses.set(id, undefined);
    return account.push({
      callback_query: { id, from, chat_instance: String(chatId), message: messageJson(message, account), data },
    });
  };

  const membership = (was: string, is: string) => {
    const user = { id: account.me.id, is_bot: true, first_name: account.me.first_name, username: account.me.username };
    account.push({
      my_chat_member: {
        chat: chatProfile,
        from,
        date: now(),
        old_chat_member: { user, status: was, ...(was === 'kicked' && { until_date: 0 }) },
        new_chat_member: { user, status: is, ...(is === 'kicked' && { until_date: 0 }) },
      },
    });
  };

  return {
    chatId,
    say: (text) => write({ text, ...commandEntities(text) }),
    start: (payload) => {
      const text = payload === undefined ? '/start' : `/start ${payload}`;
      return write({ text, ...commandEntities(text) });
    },
    press: (button, message) => {
      const shown = message ? [message] : chat().messages().reverse();
      const found = shown.find((each) => inlineButtonOf(each, button));
      const inline = found && inlineButtonOf(found, button);
      if (found && inline) {
        if (inline.data === undefined) throw new Error(`"${inline.text}" opens ${inline.url}; the bot hears nothing`);
        return pressInline(found, inline.data);
      }
      const key = buttonOf(message ? message.keyboard : chat().keyboard, button);
      if (key?.asks === 'nothing') return write({ text: key.text });
      if (key) throw new Error(`"${key.text}" asks for a ${key.asks}: share it`);
      throw new Error(`${chatId} sees no button ${JSON.stringify(button)}, only ${JSON.stringify(screen(chat()))}`);
    },
    shareContact: (phone, userId = chatId) =>
      write({ contact: { phone_number: phone, first_name, ...(userId !== null && { user_id: userId }) } }),
    sendPhoto: (caption) => {
      const file = account.storeFile(picture);
      const size = { file_id: file, file_unique_id: `unique-${file}`, width: 1, height: 1, file_size: picture.length };
      return write({ photo: [size], ...(caption !== undefined && { caption }) });
    },
    edit: (messageId, text) =>
      account.push({
        edited_message: { message_id: messageId, date: now(), edit_date: now(), from, chat: chatProfile, text },
      }),
    block: () => {
      chat().state = 'blocked';
      membership('member', 'kicked');
    },
    unblock: () => {
      chat().state = 'open';
      membership('kicked', 'member');
    },
    messages: () => chat().messages(),
    waitForMessage: (match, timeoutMs = defaultTimeoutMs) =>
      waitFor({ account, chat: chat(), timeoutMs, what: String(match) }, () =>
        chat()
          .messages()
          .find((message) => fits(message, match)),
      ),
    nextReply: async (timeoutMs = defaultTimeoutMs) => {
      const nth = repliesTaken;
      repliesTaken += 1;
      return waitFor({ account, chat: chat(), timeoutMs, what: `reply ${nth + 1}` }, () => chat().messages()[nth]);
    },
  };
}

function commandEntities(text: string): { entities?: unknown[] } {
  const command = /^\/[A-Za-z0-9_]+/.exec(text)?.[0];
  return command ? { entities: [{ type: 'bot_command', offset: 0, length: command.length }] } : {};
}

function inlineButtonOf(message: SentMessage, button: string | { row: number; column: number }) {
  return buttonOf(message.buttons, button);
}

function buttonOf<Button extends { text: string }>(
  rows: Button[][] | undefined,
  button: string | { row: number; column: number },
): Button | undefined {
  if (typeof button !== 'string') return rows?.[button.row]?.[button.column];
  return rows?.flat().find((each) => each.text === button);
}

function fits(message: SentMessage, match: Match): boolean {
  if (typeof match === 'function') return match(message);
  return typeof match === 'string' ? message.text.includes(match) : match.test(message.text);
}

function waitFor(
  wait: { account: BotAccount; chat: Chat; timeoutMs: number; what: string },
  find: () => SentMessage | undefined,
): Promise<SentMessage> {
  const already = find();
  if (already) return Promise.resolve(already);
  return new Promise((resolve, reject) => {
    const stop = wait.account.watch(() => {
      const found = find();
      if (!found) return;
      clearTimeout(timer);
      stop();
      resolve(found);
    });
    const timer = setTimeout(() => {
      stop();
      reject(
        new Error(`No ${wait.what} within ${wait.timeoutMs} ms; the screen: ${JSON.stringify(screen(wait.chat))}`),
      );
    }, wait.timeoutMs);
  });
}

/** What a person would read out when asked what he sees. */
function screen(chat: Chat): unknown {
  return chat.messages().map(({ text, buttons }) => [text, ...buttons.flat().map((button) => `[${button.text}]`)]);
}
