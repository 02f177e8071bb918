import type { z } from 'zod';
import type { EffectResult, StartPayload } from '../../crm-core/conversations/lane-event.ts';
import type { Choice, ChoiceOption, MessageBody } from '../../crm-core/conversations/message-body.ts';
import type { EffectId } from '../../kernel/ids.ts';
import type { Scope, Value } from '../expressions/value.ts';
import type { BlockTurn, Outcome } from './block-turn.ts';
import type { Amount, Label } from './fields.ts';

/**
 * One kind of block (PRODUCT D19). The settings' schema is also the form, and its marks (`fields.ts`) tell the checker
 * what to look at. A new block is one folder with one definition and one line in `blocks.ts`.
 */
export interface BlockDefinition<Settings> {
  type: string;
  family: Family;
  title: Label;
  settings: z.ZodType<Settings>;
  /** Whether it says something to the customer as soon as he comes here. */
  speaks?: boolean;
  /** Where connections may leave, in the order of the canvas. Names of the usual ports are in `port-titles.ts`. */
  ports(settings: Settings): Port[];
  /** One line on the canvas that says what this very block does. */
  summary(settings: Settings, locale: 'ru' | 'en'): string;
  /** Only start blocks and quick replies: what brings a conversation here. */
  listens?(settings: Settings): ListenerRule;
  /** What has to happen before a conversation leaves by this port; without it, nothing has. */
  pace?(settings: Settings, port: string): Pace;
  /** Milliseconds for which nobody has said anything when a conversation leaves by this port; without it, none. */
  silence?(settings: Settings, port: string): number;
  /** Labels of the buttons that it shows, as they are written. */
  offers?(settings: Settings): string[];
  /** The block of this flow to which it leads without a connection. */
  leadsTo?(settings: Settings): string | undefined;
  /** Whether it puts the customer's deal on a stage (PRODUCT S8). */
  placesDeal?(settings: Settings): boolean;
  /** The conversation came here. */
  enter(settings: Settings, visit: Visit): Verdict | Promise<Verdict>;
  /** The customer said something while the conversation stands here; undefined: not meant for this block. */
  hear?(settings: Settings, visit: Visit, said: Said): Verdict | undefined | Promise<Verdict | undefined>;
  /** The same, after quick replies had their chance: what to do with words that fit nothing. */
  hearAnything?(settings: Settings, visit: Visit, said: Said): Verdict | undefined | Promise<Verdict | undefined>;
  /** The call that this block asked for has an answer. */
  resume?(settings: Settings, visit: Visit, result: EffectResult): Verdict | Promise<Verdict>;
}

export type Family = 'start' | 'talk' | 'think' | 'crm' | 'world';

export interface Port {
  id: string;
  /** Only for ports that the builder named, such as buttons. */
  title?: string;
}

/** Who sets the pace: the flow itself, the customer, or the clock. */
export type Pace = 'now' | 'customer' | 'clock';

export interface ListenerRule {
  as: 'start' | 'any_other' | 'crm_event' | 'quick_reply';
  /** Higher is asked first; ties go by position (PRODUCT D21). */
  priority: number;
  /** Heard before the block that the conversation stands in. */
  interrupts: boolean;
  /** Once per customer. */
  once: boolean;
  /** Why it fits and what the run should know of it; undefined: it does not. */
  hears(event: HeardEvent, scope: Scope): { why: string; local?: Record<string, Value> } | undefined;
}

/** What start blocks listen to. */
export type HeardEvent =
  | { kind: 'words'; text: string; start: StartPayload | undefined; firstContact: boolean }
  | { kind: 'crm'; event: string; payload: Record<string, unknown> };

/** What the customer did, as the block that he stands in sees it. */
export type Said =
  | { kind: 'text'; text: string; body: MessageBody }
  /** He pressed a button, or typed its number or label. */
  | { kind: 'option'; option: ChoiceOption }
  /** The messenger vouches that the phone is his own. */
  | { kind: 'own_phone'; phone: string; name: string };

/** What a block decides. It never moves the conversation itself. */
export type Verdict =
  | { kind: 'go'; port: string; why: string }
  /** Stand here until the customer answers; after `timeout` leave by the port `no_answer`. */
  | { kind: 'wait_answer'; attempts: number; timeout?: Date }
  /** Stand here until then, and leave by `next`. */
  | { kind: 'wait_until'; at: Date; cancelOnMessage: boolean }
  | { kind: 'wait_effect'; effectId: EffectId }
  /** The world said no. Leaves by the port `error`; without one a human takes over (PRODUCT D22). */
  | { kind: 'refused'; why: string }
  | { kind: 'jump'; to: Destination }
  | { kind: 'call'; to: Destination }
  | { kind: 'end' };

/** A block of this flow, a published flow's first block, or a block of it. */
export interface Destination {
  flow?: string;
  block?: string;
}

/** A conversation's stay in a block: all that the block may see and do. */
export interface Visit {
  readonly turn: BlockTurn;
  /** Answers that did not fit so far. */
  readonly attempts: number;
  /** What expressions read, as it stands now. */
  scope(): Scope;
  /** A template filled in; what cannot be computed is left out and noted in the trace. */
  text(template: string): string;
  /** Throws ExpressionError. */
  value(amount: Amount): Value;
  /** Sets `deal.…`, `contact.…` or `local.…`. */
  set(variable: string, value: Value): Promise<Outcome>;
  isConnected(port: string): boolean;
  /** Makes options pressable under the message that will show them. */
  offer(options: ChoiceOption[], how: { reusable: boolean; columns: number }): Choice;
}

/** A block with its settings read, once per version of a flow. */
export interface BoundBlock {
  readonly ports: readonly Port[];
  readonly leadsTo: string | undefined;
  readonly placesDeal: boolean;
  /** Labels of its buttons. */
  readonly offers: readonly string[];
  /** Whether it says something to the customer. */
  readonly speaks: boolean;
  readonly listens: ListenerRule | undefined;
  summary(locale: 'ru' | 'en'): string;
  pace(port: string): Pace;
  /** In milliseconds. */
  silence(port: string): number;
  enter(visit: Visit): Verdict | Promise<Verdict>;
  hear(visit: Visit, said: Said): Verdict | undefined | Promise<Verdict | undefined>;
  hearAnything(visit: Visit, said: Said): Verdict | undefined | Promise<Verdict | undefined>;
  resume(visit: Visit, result: EffectResult): Verdict | Promise<Verdict>;
}

/** A kind of block as the rest of the house sees it: the type of its settings stays inside. */
export interface BlockKind {
  readonly type: string;
  readonly family: Family;
  readonly title: Label;
  readonly settings: z.ZodType;
  /** Reads the settings. Throws zod's error. */
  bind(settings: unknown): BoundBlock;
}

export function defineBlock<Settings>(definition: BlockDefinition<Settings>): BlockKind {
  const { type, family, title, settings: schema } = definition;
  return {
    type,
    family,
    title,
    settings: schema,
    bind(raw) {
      const settings = schema.parse(raw);
      return {
        ports: definition.ports(settings),
        leadsTo: definition.leadsTo?.(settings),
        placesDeal: definition.placesDeal?.(settings) ?? false,
        offers: definition.offers?.(settings) ?? [],
        speaks: definition.speaks ?? false,
        listens: definition.listens?.(settings),
        summary: (locale) => definition.summary(settings, locale),
        pace: (port) => definition.pace?.(settings, port) ?? 'now',
        silence: (port) => definition.silence?.(settings, port) ?? 0,
        enter: (visit) => definition.enter(settings, visit),
        hear: (visit, said) => definition.hear?.(settings, visit, said),
        hearAnything: (visit, said) => definition.hearAnything?.(settings, visit, said),
        resume: (visit, result) =>
          definition.resume?.(settings, visit, result) ?? { kind: 'refused', why: `${type} asked for nothing` },
      };
    },
  };
}
