import type { FakeBot, FakeCustomer, SentMessage } from '../../test/fakes/telegram/fake-telegram.ts';
import type { Script, Step } from './script.ts';

export interface LoadOptions {
  bot: FakeBot;
  script: Script;
  /** A closed loop of so many customers at once, or an open one that begins so many dialogues a second. */
  pace: { kind: 'at_once'; dialogues: number } | { kind: 'per_second'; dialogues: number };
  /**
   * `patient`: acts when the reply is there and the bot is done with the last update, as a person does.
   * `impatient`: acts while the bot's call that brought the reply is still open.
   */
  temper: 'patient' | 'impatient';
  /** Ends the load after so many dialogues. */
  maxDialogues?: number;
  /** A reply that takes longer counts as lost. Default 5 s. */
  lostAfterMs?: number;
}

export interface Load {
  /** What happened since the last `take`, or since the start. */
  take(): Sample;
  /** Begins no more dialogues and resolves when those that run are over. */
  finish(): Promise<void>;
  /** Resolves when `maxDialogues` are over. */
  done: Promise<void>;
  /** Numbers of the dialogues that went through to the last reply. */
  completed: number[];
}

export interface Sample {
  turns: number;
  /** Milliseconds from the customer's act to the reply on his screen. */
  latencies: number[];
  presses: number;
  /** Acts that nothing came back for. */
  lost: number;
  /** Replies that were not the next line of the script: repeated, misplaced or somebody else's. */
  wrong: number;
}

interface Dialogue {
  number: number;
  customer: FakeCustomer;
  steps: Step[];
  at: number;
  actedAt: number;
  updateId: number;
  waitsFor: 'reply' | 'confirmation';
  confirmed: boolean;
}

/** Chats that are over stay this long in line, so that a late duplicate is seen and not refused. */
const keptChats = 2000;

/** Lets customers talk to the bot, each along the script, until told to finish. */
export function startLoad(options: LoadOptions): Load {
  const { bot, script, pace, temper } = options;
  const lostAfterMs = options.lostAfterMs ?? 5000;
  const maxDialogues = options.maxDialogues ?? Number.POSITIVE_INFINITY;
  const byChat = new Map<number, Dialogue>();
  const byUpdate = new Map<number, Dialogue>();
  const over: number[] = [];
  const completed: number[] = [];
  let begun = 0;
  let finishing = false;
  let sample = emptySample();
  let resolveDone: () => void = () => {};
  const done = new Promise<void>((resolve) => {
    resolveDone = resolve;
  });

  const stopWatching = bot.watch(onMessage);
  const stopConfirming = bot.watchConfirmed(onConfirmed);
  const sweep = setInterval(giveUpOnLost, Math.min(250, lostAfterMs));
  const starter = startAtPace();

  function begin(): void {
    if (finishing || begun >= maxDialogues) return;
    begun += 1;
    const number = begun;
    const customer = bot.customer({ first_name: `Customer ${number}` });
    const dialogue: Dialogue = {
      number,
      customer,
      steps: script.steps(number),
      at: 0,
      actedAt: 0,
      updateId: 0,
      waitsFor: 'reply',
      confirmed: false,
    };
    byChat.set(customer.chatId, dialogue);
    act(dialogue);
  }

  function act(dialogue: Dialogue): void {
    const step = dialogue.steps[dialogue.at];
    if (!step) return;
    dialogue.waitsFor = 'reply';
    dialogue.confirmed = false;
    dialogue.actedAt = performance.now();
    dialogue.updateId = perform(dialogue.customer, step);
    if (step.act.kind === 'press') sample.presses += 1;
    if (temper === 'patient') byUpdate.set(dialogue.updateId, dialogue);
  }

  function onMessage(message: SentMessage): void {
    if (message.edited) return;
    const dialogue = byChat.get(message.chatId);
    const step = dialogue?.steps[dialogue.at];
    if (!dialogue || !step || dialogue.waitsFor !== 'reply' || message.text !== step.expect) {
      sample.wrong += 1;
      return;
    }
    sample.turns += 1;
    sample.latencies.push(performance.now() - dialogue.actedAt);
    dialogue.at += 1;
    dialogue.waitsFor = 'confirmation';
    if (temper === 'impatient' || dialogue.confirmed) goOn(dialogue);
  }

  function onConfirmed(updateId: number): void {
    const dialogue = byUpdate.get(updateId);
    if (!dialogue) return;
    byUpdate.delete(updateId);
    dialogue.confirmed = true;
    if (dialogue.waitsFor === 'confirmation') goOn(dialogue);
  }

  function goOn(dialogue: Dialogue): void {
    if (dialogue.at < dialogue.steps.length) {
      act(dialogue);
      return;
    }
    completed.push(dialogue.number);
    end(dialogue);
  }

  function end(dialogue: Dialogue): void {
    const { chatId } = dialogue.customer;
    byChat.delete(chatId);
    byUpdate.delete(dialogue.updateId);
    over.push(chatId);
    if (over.length > keptChats) bot.forgetChat(over.shift() ?? 0);
    if (pace.kind === 'at_once') begin();
    if (byChat.size === 0 && (finishing || begun >= maxDialogues)) close();
  }

  function giveUpOnLost(): void {
    const before = performance.now() - lostAfterMs;
    for (const dialogue of byChat.values()) {
      if (dialogue.actedAt > before) continue;
      // Who has his reply and only waits for a confirmation that the network keeps losing has lost nothing.
      if (dialogue.waitsFor === 'reply') sample.lost += 1;
      end(dialogue);
    }
  }

  function startAtPace(): NodeJS.Timeout | undefined {
    if (pace.kind === 'per_second') return setInterval(begin, 1000 / pace.dialogues);
    for (let i = 0; i < pace.dialogues; i++) begin();
    return undefined;
  }

  function close(): void {
    clearInterval(starter);
    clearInterval(sweep);
    stopWatching();
    stopConfirming();
    resolveDone();
  }

  return {
    take() {
      const taken = sample;
      sample = emptySample();
      return taken;
    },
    finish() {
      finishing = true;
      clearInterval(starter);
      if (byChat.size === 0) close();
      return done;
    },
    done,
    completed,
  };
}

function perform(customer: FakeCustomer, step: Step): number {
  switch (step.act.kind) {
    case 'start':
      return customer.start();
    case 'say':
      return customer.say(step.act.text);
    case 'press':
      return customer.press(step.act.label);
  }
}

function emptySample(): Sample {
  return { turns: 0, latencies: [], presses: 0, lost: 0, wrong: 0 };
}
