import type { CompiledBlock, CompiledFlow } from './compile-flow.ts';
import { type Problem, problem } from './problem.ts';

/** What of a channel's abilities decides how a flow's messages come out in it. */
export interface KnownChannel {
  name: string;
  /** Pressable buttons and their limits; none where choices are numbered lines. */
  buttons?: { max: number; maxLabel: number };
  /** For so many hours after the customer's last word he may be written to. */
  openHours?: number;
}

/** Buttons that a channel cannot show as they are, by block (PRODUCT M5). */
export function checkButtons({ id, bound: { offers } }: CompiledBlock, channels: readonly KnownChannel[]): Problem[] {
  return channels.flatMap(({ name: channel, buttons }) => {
    if (!buttons) return [];
    const long = offers.find((label) => !label.includes('{{') && label.length > buttons.maxLabel);
    return [
      ...(offers.length > buttons.max
        ? [
            problem(
              id,
              'warning',
              'too_many_buttons',
              `${channel} shows ${buttons.max} buttons under a message: the other ${offers.length - buttons.max} come under further messages`,
              { channel, most: String(buttons.max), rest: String(offers.length - buttons.max) },
            ),
          ]
        : []),
      ...(long
        ? [
            problem(
              id,
              'warning',
              'long_button',
              `${channel} shows ${buttons.maxLabel} characters on a button: "${long}" becomes a number on it and a line in the text`,
              { channel, most: String(buttons.maxLabel), name: long },
            ),
          ]
        : []),
    ];
  });
}

const hour = 3_600_000;

/** Messages that may come after a channel has closed, because the flow waits so long without a word of the customer. */
export function checkWindows(flow: CompiledFlow, channels: readonly KnownChannel[]): Map<string, Problem[]> {
  const problems = new Map<string, Problem[]>();
  for (const { name: channel, openHours } of channels) {
    if (openHours === undefined) continue;
    for (const id of saidAfter(flow, openHours * hour)) {
      const message = `${channel} takes messages for ${openHours} hours after the customer’s last one: this one comes later and may not arrive`;
      const params = { channel, hours: String(openHours) };
      problems.set(id, [...(problems.get(id) ?? []), problem(id, 'warning', 'window_closed', message, params)]);
    }
  }
  return problems;
}

/** Blocks that speak after a silence of this length, before the customer has spoken again. */
function saidAfter({ blocks }: CompiledFlow, silence: number): string[] {
  const left = [...blocks.values()].flatMap(({ bound, to }) =>
    [...to].flatMap(([port, target]) => (bound.silence(port) >= silence ? [target] : [])),
  );
  const seen = new Set<string>();
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    const block = blocks.get(id);
    if (!block || seen.has(id)) continue;
    seen.add(id);
    const { bound, to } = block;
    left.push(...[...to].flatMap(([port, target]) => (bound.pace(port) === 'customer' ? [] : [target])));
    if (bound.leadsTo !== undefined) left.push(bound.leadsTo);
  }
  return [...blocks.values()].flatMap(({ id, bound }) => (seen.has(id) && bound.speaks ? [id] : []));
}
