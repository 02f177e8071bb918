import { afterEach, expect, test } from 'vitest';
import { type FakeBot, type FakeTelegram, startFakeTelegram } from '../../test/fakes/telegram/fake-telegram.ts';
import { type Load, startLoad } from './load.ts';
import type { Script } from './script.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const script: Script = {
  steps: (dialogue) => [
    { act: { kind: 'start' }, expect: 'hello' },
    { act: { kind: 'say', text: `I am ${dialogue}` }, expect: `I am ${dialogue}, too` },
  ],
  lead: () => ({ name: '', phone: '', stage: '' }),
};

/** Polls by hand and answers each text with what `answers` gives. */
async function botThat(answers: (text: string) => string[]): Promise<FakeBot> {
  const telegram: FakeTelegram = await startFakeTelegram();
  const bot = telegram.addBot('1:load');
  const api = async (method: string, payload: object) => {
    const response = await fetch(`${telegram.root}/bot1:load/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
    });
    return response.json();
  };
  let stopped = false;
  const poll = async () => {
    for (let offset = 0; !stopped; ) {
      const { result = [] } = await api('getUpdates', { offset, timeout: 1 });
      for (const { update_id, message } of result) {
        offset = update_id + 1;
        for (const text of answers(message.text)) await api('sendMessage', { chat_id: message.chat.id, text });
      }
    }
  };
  const polling = poll().catch(() => {});
  closing.push(async () => {
    stopped = true;
    await telegram.close();
    await polling;
  });
  return bot;
}

function echo(text: string): string[] {
  return [text === '/start' ? 'hello' : `${text}, too`];
}

function load(bot: FakeBot): Load {
  return startLoad({
    bot,
    script,
    pace: { kind: 'at_once', dialogues: 3 },
    temper: 'patient',
    maxDialogues: 10,
    lostAfterMs: 200,
  });
}

test('counts every turn of every dialogue, and ends', async () => {
  const running = load(await botThat(echo));
  await running.done;
  expect(running.take()).toMatchObject({ turns: 20, lost: 0, wrong: 0 });
  expect([...running.completed].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('counts a reply that never comes as lost, and goes on with the next customer', async () => {
  const running = load(await botThat((text) => (text === 'I am 4' ? [] : echo(text))));
  await running.done;
  expect(running.take()).toMatchObject({ turns: 19, lost: 1, wrong: 0 });
  expect(running.completed).not.toContain(4);
});

test('counts a repeated reply and one that is not in the script as wrong', async () => {
  const running = load(
    await botThat((text) =>
      text === 'I am 4' ? [...echo(text), ...echo(text)] : text === 'I am 5' ? ['what?'] : echo(text),
    ),
  );
  await running.done;
  expect(running.take()).toMatchObject({ turns: 19, lost: 1, wrong: 2 });
});
