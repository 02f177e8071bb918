/** What a demo project is made of, in words. Days are counted back from now: 0.5 is twelve hours ago. */

export interface Story {
  customer: { name: string; email?: string; variables?: Record<string, string> };
  /** When he came. */
  day: number;
  came: Came;
  /** What happened after that, in order; steps of one day follow each other within minutes. */
  steps: readonly Step[];
  /** The project's intake as it was then (PRODUCT S8); by default as it is now. */
  intake?: 'off' | 'no_pipeline';
}

export type Came =
  | { kind: 'chat'; channel: Messenger; words: readonly string[]; phone?: Phone }
  | { kind: 'call'; by: string; deal: DealWords }
  | { kind: 'form'; form: string; deal: DealWords };

/** One of those in the page (PRODUCT D26). */
export interface Phone {
  id: string;
  name: string;
  phone: string;
}

export type Messenger = 'telegram' | 'whatsapp';

export interface DealWords {
  name: string;
  /** Major units of the pipeline's currency. */
  amount?: number;
  /** Default: where the project takes its leads in. */
  place?: readonly [pipeline: string, stage: string];
  variables?: Record<string, string | number>;
  tags?: string[];
}

/** Members are called by their names, stages and pipelines too. */
export type Step = { day: number; by: string } & Deed;

type TextKind = 'write' | 'note' | 'lose' | 'archive' | 'tag' | 'assign' | 'link';
type BareKind = 'done' | 'win' | 'restore' | 'read';

type Deed =
  | { [Kind in TextKind]: { kind: Kind; text: string } }[TextKind]
  | { [Kind in BareKind]: { kind: Kind } }[BareKind]
  | { kind: 'move'; pipeline: string; stage: string }
  | { kind: 'value'; amount: number }
  /** A field that holds a date, so many days from now. */
  | { kind: 'date'; key: string; due: number }
  | { kind: 'task'; title: string; due: number; priority: 'normal' | 'high' }
  | { kind: 'deal'; deal: DealWords }
  /** The customer's own: `by` is empty. */
  | { kind: 'say'; words: readonly string[] };

/**
 * A customer of a messenger. `words` are said one after the other, whatever the bot asks: a text, `#id` for the button of
 * that id, `#share` for his phone, `#photo`. Who has no words left falls silent.
 */
export function chat(
  channel: Messenger,
  name: string,
  day: number,
  words: readonly string[],
  steps: readonly Step[] = [],
  more: { intake?: 'off'; phone?: Phone } = {},
): Story {
  const { intake, phone } = more;
  const came = { kind: 'chat', channel, words, ...(phone && { phone }) } as const;
  return { customer: { name }, day, came, steps, ...(intake && { intake }) };
}

/** Somebody who called, or came in; a member wrote it down. */
export function call(
  by: string,
  customer: Story['customer'],
  day: number,
  deal: DealWords,
  steps: readonly Step[] = [],
): Story {
  return { customer, day, came: { kind: 'call', by, deal }, steps };
}

/** Somebody who filled in a form of the website. */
export function form(
  name: string,
  customer: Story['customer'],
  day: number,
  deal: DealWords,
  steps: readonly Step[] = [],
  intake?: 'off' | 'no_pipeline',
): Story {
  return { customer, day, came: { kind: 'form', form: name, deal }, steps, ...(intake && { intake }) };
}

const withText =
  (kind: TextKind) =>
  (day: number, by: string, text: string): Step => ({ kind, day, by, text });

const bare =
  (kind: BareKind) =>
  (day: number, by: string): Step => ({ kind, day, by });

export const write = withText('write');
export const note = withText('note');
export const lose = withText('lose');
export const archive = withText('archive');
export const tag = withText('tag');
/** To whom. */
export const assign = withText('assign');
/** With the customer of this name in another story: this one becomes the primary contact (PRODUCT S14). */
export const link = withText('link');
/** The deal's first open task is done. */
export const done = bare('done');
export const win = bare('win');
export const restore = bare('restore');
export const read = bare('read');

export function says(day: number, ...words: string[]): Step {
  return { kind: 'say', day, by: '', words };
}

export function value(day: number, by: string, amount: number): Step {
  return { kind: 'value', day, by, amount };
}

/** `due` is counted as that of a task is. */
export function date(day: number, by: string, key: string, due: number): Step {
  return { kind: 'date', day, by, key, due };
}

/** `due` is counted forward in days: -2 is overdue since the day before yesterday. */
export function task(
  day: number,
  by: string,
  due: number,
  title: string,
  priority: 'normal' | 'high' = 'normal',
): Step {
  return { kind: 'task', day, by, title, due, priority };
}

/** Another deal of the same customer. */
export function anotherDeal(day: number, by: string, deal: DealWords): Step {
  return { kind: 'deal', day, by, deal };
}

export function mover(pipeline: string, stage: string): (day: number, by: string) => Step {
  return (day, by) => ({ kind: 'move', day, by, pipeline, stage });
}
