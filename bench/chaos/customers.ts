import { setTimeout as pause } from 'node:timers/promises';
import type { FakeBot, FakeCustomer } from '../../test/fakes/telegram/fake-telegram.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

/** What a customer did and has a right to. */
export interface Diary {
  chatId: number;
  /** In order: what he wrote, and the texts that he has to read for it. */
  said: { words: string; kind: Kind; expects: string[] }[];
  /** Ids of the updates that all this made. */
  updates: number[];
  /** Words that went unanswered until the patience was over. */
  unanswered: string[];
}

const together = ['plain', 'plain', 'task', 'notice', 'move'] as const;
/** Whatever is said next would take the place of what these wait for. */
const alone = ['call', 'remind', 'menu'] as const;
export type Kind = (typeof together)[number] | (typeof alone)[number];

export interface Customers {
  /** Begins nothing new; resolves when everybody has his answers, or has waited long enough. */
  finish(patienceMs: number): Promise<Diary[]>;
}

/** So many customers who write bursts of messages, wait for the answers as people do, and write again. */
export function startCustomers(bot: FakeBot, options: { count: number; seed: number }): Customers {
  let finishing = false;
  let lateAt = Number.POSITIVE_INFINITY;
  const talks = Array.from({ length: options.count }, (_, n) => {
    const customer = bot.customer({ first_name: `Customer ${n}` });
    const diary: Diary = { chatId: customer.chatId, said: [], updates: [], unanswered: [] };
    const random = seededRandom(options.seed + n);
    const talk = async (): Promise<Diary> => {
      while (!finishing) {
        const words = sayBurst(customer, diary, random);
        if (!(await isAnswered(words))) diary.unanswered.push(...words.filter((one) => !isOnScreen(customer, one)));
        await pause(random.between(20, 150));
      }
      return diary;
    };
    const isAnswered = async (words: string[]): Promise<boolean> => {
      const pick = picker(customer, diary, words);
      while (!words.every((one) => isOnScreen(customer, one))) {
        if (performance.now() > lateAt) return false;
        pick();
        await pause(25);
      }
      return true;
    };
    return talk();
  });
  return {
    finish(patienceMs) {
      finishing = true;
      lateAt = performance.now() + patienceMs;
      return Promise.all(talks);
    },
  };
}

function sayBurst(customer: FakeCustomer, diary: Diary, random: SeededRandom): string[] {
  if (random.between(0, 3) < 1) return [say(customer, diary, random.pick(alone))];
  const length = Math.ceil(random.between(0, 4));
  return Array.from({ length }, () => say(customer, diary, random.pick(together)));
}

/** Presses the button as soon as it is there, once. */
function picker(customer: FakeCustomer, diary: Diary, [words]: string[]): () => void {
  let isOpen = words?.startsWith('menu') ?? false;
  return () => {
    const shown = isOpen && customer.messages().find((message) => message.text === `Pick: ${words}`);
    if (!shown) return;
    isOpen = false;
    diary.updates.push(customer.press('Pick', shown));
  };
}

function say(customer: FakeCustomer, diary: Diary, kind: Kind): string {
  const words = `${kind === 'move' ? nextMove(diary) : kind} ${diary.said.length}`;
  const expects = kind === 'menu' ? [`Pick: ${words}`, `Done: ${words}`] : [`Done: ${words}`];
  diary.said.push({ words, kind, expects });
  diary.updates.push(customer.say(words));
  return words;
}

/** To and fro between the two stages, so that every move is one. */
function nextMove({ said }: Diary): string {
  return said.filter(({ kind }) => kind === 'move').length % 2 === 0 ? 'moveB' : 'moveA';
}

function isOnScreen(customer: FakeCustomer, words: string): boolean {
  return customer.messages().some((message) => message.text === `Done: ${words}`);
}
