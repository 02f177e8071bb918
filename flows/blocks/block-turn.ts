import type { EffectRequest } from '../../crm-core/conversations/effect.ts';
import type { OutgoingMessage } from '../../crm-core/conversations/message-body.ts';
import type { EffectId } from '../../kernel/ids.ts';
import type { Value } from '../expressions/value.ts';

/**
 * What a block may ask of the world. Nothing here fails for a reason that lies in the flow: what the CRM does not allow
 * comes back as `refused`. What throws is broken (the database is away) and makes the whole turn run again.
 */
export interface BlockTurn {
  readonly now: Date;
  readonly project: ProjectFacts;

  /** Fields (`name`, `phone`, `amount`, `stage` …) and variables together, as they stand now. Money is in main units: 1500.5 is 1500 roubles 50 kopecks. */
  variables(): ScopeVariables;
  /** At least 0, less than 1; the same in a replay. */
  random(): number;

  /** Queues a message and returns its id. */
  say(message: OutgoingMessage): string;

  /** A field or a variable: `contact.phone`, `deal.amount`, `deal.colour`. `null` clears it. */
  setVariable(target: 'deal' | 'contact', name: string, value: Value): Promise<Outcome>;
  deal(action: DealAction): Promise<Outcome>;
  contact(action: ContactAction): Promise<Outcome>;
  createTask(task: NewTask): Promise<Outcome>;
  addNote(text: string): Promise<Outcome>;
  notify(notice: Notice): Promise<Outcome>;

  /** Gives the word to a human; `reason` is what the inbox says. What this turn has queued is still sent. */
  handOver(reason: string): void;
  giveBack(): void;

  /** Asks for a call to the world; its result comes back as an `effect` event with this id. */
  request(effect: EffectRequest): EffectId;
}

export type ScopeVariables = Record<'deal' | 'contact' | 'project', Record<string, Value>>;

export interface ProjectFacts {
  /** IANA name. */
  timeZone: string;
  /** ISO 3166-1 alpha-2: how phones without a country are read. */
  country: string;
  locale: 'ru' | 'en';
}

export type Outcome = { kind: 'ok'; value?: Value } | { kind: 'refused'; why: string };

/**
 * What a flow does with the customer's current deal (PRODUCT D10). Stages, pipelines and members are named by id or by
 * name, as the builder wrote them; a name that nothing has is refused. `stage` without `pipeline` means the deal's own pipeline first.
 */
export type DealAction =
  /** The new deal becomes the current one. Without a stage: where the project's intake puts it (PRODUCT S7, S8). */
  | { kind: 'create'; name?: string; pipeline?: string; stage?: string }
  | { kind: 'move'; stage: string; pipeline?: string }
  | { kind: 'next_stage' }
  /** Out of Unsorted (PRODUCT D7); without a stage: the first. */
  | { kind: 'accept'; pipeline?: string; stage?: string }
  | { kind: 'win' }
  | { kind: 'lose'; reason: string }
  | { kind: 'archive'; reason: string }
  /** In main units; null clears it. */
  | { kind: 'set_amount'; amount: number | null }
  | { kind: 'set_name'; name: string }
  | { kind: 'set_description'; description: string }
  /** A member's id, e-mail or name; null: nobody. */
  | { kind: 'assign'; member: string | null }
  /** The customer's latest open deal in this pipeline becomes the current one. */
  | { kind: 'switch_current'; pipeline: string };

export type ContactAction =
  | { kind: 'add_tags'; tags: string[] }
  | { kind: 'remove_tags'; tags: string[] }
  /** The bot hears nothing more from him. */
  | { kind: 'block' }
  /** No broadcasts any more. */
  | { kind: 'unsubscribe' };

export interface NewTask {
  title: string;
  description?: string;
  dueAt?: Date;
  /** In minutes before `dueAt`. */
  remindBefore?: number;
  /** A member's id, e-mail or name; without one: the deal's responsible member. */
  assignee?: string;
  priority: 'low' | 'normal' | 'high';
}

/** A card in managers' chats and a line in their bells (PRODUCT D28). */
export interface Notice {
  text: string;
  /** Everyone who may see the deal, its responsible member (else everyone), or members by id, e-mail or name. */
  to: 'everyone' | 'responsible' | { members: string[] };
}
