import type { EffectRequest } from '../../crm-core/conversations/effect.ts';
import type { TimerData } from '../../crm-core/conversations/lane-event.ts';
import type { OutgoingMessage } from '../../crm-core/conversations/message-body.ts';
import { assertNever } from '../../kernel/assert-never.ts';
import { asId, type EffectId, type FlowVersionId } from '../../kernel/ids.ts';
import { foldText } from '../conditions/fold-text.ts';
import type { Value } from '../expressions/value.ts';
import { compileFlow } from '../graph/compile-flow.ts';
import type { FlowDocument } from '../graph/flow-document.ts';
import type {
  ContactAction,
  DealAction,
  FlowAt,
  NewTask,
  Notice,
  Outcome,
  ProjectFacts,
  ScopeVariables,
  Turn,
} from './turn.ts';

/** What exists before the first word. */
export interface SimulatedProject {
  flows?: FlowAt[];
  pipelines?: { name: string; stages: string[] }[];
  members?: string[];
  contact?: Record<string, Value>;
  variables?: Record<string, Value>;
  facts?: Partial<ProjectFacts>;
  now?: Date;
  /** Why the CRM says no to `deal.move`, `contact.phone`, `task.create` …; undefined: it does not. */
  refuse?: (what: string) => string | undefined;
}

export interface SimulatedDeal {
  id: string;
  name: string;
  amount: number | null;
  pipeline: string | null;
  /** Null: unsorted. */
  stage: string | null;
  status: 'open' | 'won' | 'lost' | 'archived';
  responsible: string | null;
  description: string;
  reason: string;
  variables: Record<string, Value>;
}

/** A document as if it were published, as the nth flow of its project. */
export function simulatedFlow(document: FlowDocument, n = 1): FlowAt {
  return { flowId: asId<'flow'>(`flw_${n}`), versionId: asId<'flowVersion'>(`flv_${n}`), flow: compileFlow(document) };
}

/** A whole CRM in memory, small and deterministic: for tests, and for the phone beside the canvas. */
export class SimulatedTurn implements Turn {
  now: Date;
  readonly project: ProjectFacts;
  readonly said: { id: string; message: OutgoingMessage }[] = [];
  readonly deals: SimulatedDeal[] = [];
  readonly contactFields: Record<string, Value>;
  readonly tasks: NewTask[] = [];
  readonly notes: string[] = [];
  readonly notices: Notice[] = [];
  /** Reasons of hand-overs, in order. */
  readonly handOvers: string[] = [];
  readonly timers = new Map<string, { at: Date; data: TimerData }>();
  readonly requests = new Map<EffectId, EffectRequest>();
  readonly versions = new Map<FlowVersionId, FlowAt>();
  readonly actors: string[] = [];
  speaker: 'bot' | 'human' = 'bot';
  flows: FlowAt[];
  #current: SimulatedDeal | undefined;
  #ids = 0;
  #draws = 0;
  readonly #setup: SimulatedProject;

  constructor(setup: SimulatedProject = {}) {
    this.#setup = setup;
    this.now = setup.now ?? new Date('2026-01-15T09:00:00Z');
    this.project = { timeZone: 'Europe/Moscow', country: 'RU', locale: 'en', ...setup.facts };
    this.contactFields = { name: 'Anna', phone: null, email: null, tags: [], ...setup.contact };
    this.flows = setup.flows ?? [];
    for (const flowAt of this.flows) this.versions.set(flowAt.versionId, flowAt);
  }

  get currentDeal(): SimulatedDeal | undefined {
    return this.#current?.status === 'open' ? this.#current : this.deals.findLast(({ status }) => status === 'open');
  }

  /** PRODUCT D9: the first word of a customer without an open deal makes one; here it waits in Unsorted. */
  intake(): void {
    if (this.currentDeal) return;
    this.#current = {
      ...newDeal,
      id: `deal${this.deals.length + 1}`,
      name: String(this.contactFields.name ?? ''),
      variables: {},
    };
    this.deals.push(this.#current);
  }

  variables(): ScopeVariables {
    const deal = this.currentDeal;
    const { variables = {}, ...fields } = deal ?? {};
    return { deal: { ...variables, ...fields }, contact: this.contactFields, project: this.#setup.variables ?? {} };
  }

  newId(kind: 'run' | 'choice'): string {
    return `${kind}${++this.#ids}`;
  }

  random(): number {
    // A Weyl sequence: even, and the same in every run.
    this.#draws += 1;
    return (this.#draws * 0.6180339887498949) % 1;
  }

  say(message: OutgoingMessage): string {
    const id = `msg${this.said.length + 1}`;
    this.said.push({ id, message });
    return id;
  }

  async setVariable(target: 'deal' | 'contact', name: string, value: Value): Promise<Outcome> {
    const refused = this.#refused(`${target}.${name}`);
    if (refused) return refused;
    if (target === 'contact') {
      this.contactFields[name] = value;
      return { kind: 'ok' };
    }
    const deal = this.currentDeal;
    if (!deal) return noDeal;
    if (name === 'amount') return this.deal({ kind: 'set_amount', amount: typeof value === 'number' ? value : null });
    if (name === 'name') return this.deal({ kind: 'set_name', name: String(value ?? '') });
    deal.variables[name] = value;
    return { kind: 'ok' };
  }

  async deal(action: DealAction): Promise<Outcome> {
    const refused = this.#refused(`deal.${action.kind}`);
    if (refused) return refused;
    if (action.kind === 'create') return this.#createDeal(action);
    if (action.kind === 'switch_current') return this.#switchTo(action.pipeline);
    const deal = this.currentDeal;
    return deal ? this.#changeDeal(deal, action) : noDeal;
  }

  async contact(action: ContactAction): Promise<Outcome> {
    const refused = this.#refused(`contact.${action.kind}`);
    if (refused) return refused;
    const tags = Array.isArray(this.contactFields.tags) ? this.contactFields.tags : [];
    if (action.kind === 'add_tags') this.contactFields.tags = [...new Set([...tags, ...action.tags])];
    else if (action.kind === 'remove_tags')
      this.contactFields.tags = tags.filter((tag) => !action.tags.includes(String(tag)));
    else this.contactFields[action.kind] = true;
    return { kind: 'ok' };
  }

  async createTask(task: NewTask): Promise<Outcome> {
    return this.#refused('task.create') ?? this.#memberRefused(task.assignee) ?? this.#kept(this.tasks, task);
  }

  async addNote(text: string): Promise<Outcome> {
    return this.#refused('note.add') ?? this.#kept(this.notes, text);
  }

  async notify(notice: Notice): Promise<Outcome> {
    const unknown = typeof notice.to === 'string' ? undefined : notice.to.members.find((name) => !this.#knows(name));
    return this.#refused('notify') ?? this.#memberRefused(unknown) ?? this.#kept(this.notices, notice);
  }

  handOver(reason: string): void {
    this.speaker = 'human';
    this.handOvers.push(reason);
  }

  giveBack(): void {
    this.speaker = 'bot';
  }

  setTimer(name: string, at: Date, data: TimerData): void {
    this.timers.set(name, { at, data });
  }

  clearTimer(name: string): void {
    this.timers.delete(name);
  }

  request(effect: EffectRequest): EffectId {
    const id = asId<'effect'>(`eff_${this.requests.size + 1}`);
    this.requests.set(id, effect);
    return id;
  }

  flow(nameOrId: string): FlowAt | undefined {
    return this.flows.find(({ flowId, flow }) => flowId === nameOrId || foldText(flow.name) === foldText(nameOrId));
  }

  version(versionId: FlowVersionId): FlowAt | undefined {
    return this.versions.get(versionId);
  }

  standingAt({ flow }: FlowAt, block: { id: string; title: string }): void {
    this.actors.push(`${flow.name} / ${block.title}`);
  }

  #createDeal({ name, pipeline, stage }: DealAction & { kind: 'create' }): Outcome {
    const isPlaced = pipeline !== undefined || stage !== undefined;
    const place = isPlaced ? this.#placeOf(pipeline, stage) : {};
    if (typeof place === 'string') return { kind: 'refused', why: place };
    const id = `deal${this.deals.length + 1}`;
    this.#current = { ...newDeal, ...place, id, name: name ?? '', variables: {} };
    this.deals.push(this.#current);
    return { kind: 'ok', value: id };
  }

  #switchTo(pipeline: string): Outcome {
    const deal = this.deals.findLast((one) => one.status === 'open' && one.pipeline === pipeline);
    if (!deal) return { kind: 'refused', why: `There is no open deal in "${pipeline}"` };
    this.#current = deal;
    return { kind: 'ok', value: deal.id };
  }

  #changeDeal(deal: SimulatedDeal, action: Exclude<DealAction, { kind: 'create' | 'switch_current' }>): Outcome {
    switch (action.kind) {
      case 'move':
        return this.#put(deal, action.pipeline ?? deal.pipeline ?? undefined, action.stage);
      case 'accept':
        return deal.stage === null
          ? this.#put(deal, action.pipeline, action.stage)
          : { kind: 'refused', why: 'The deal is not in Unsorted' };
      case 'next_stage': {
        const stages = this.#setup.pipelines?.find(({ name }) => name === deal.pipeline)?.stages ?? [];
        const next = stages[stages.indexOf(deal.stage ?? '') + 1];
        return next === undefined
          ? { kind: 'refused', why: 'There is no next stage' }
          : this.#put(deal, deal.pipeline ?? undefined, next);
      }
      case 'win':
        deal.status = 'won';
        return { kind: 'ok' };
      case 'lose':
      case 'archive':
        deal.status = action.kind === 'lose' ? 'lost' : 'archived';
        deal.reason = action.reason;
        return { kind: 'ok' };
      case 'set_amount':
        deal.amount = action.amount;
        return { kind: 'ok' };
      case 'set_name':
        deal.name = action.name;
        return { kind: 'ok' };
      case 'set_description':
        deal.description = action.description;
        return { kind: 'ok' };
      case 'assign': {
        const refused = this.#memberRefused(action.member ?? undefined);
        if (!refused) deal.responsible = action.member;
        return refused ?? { kind: 'ok' };
      }
      default:
        return assertNever(action);
    }
  }

  #put(deal: SimulatedDeal, pipeline: string | undefined, stage: string | undefined): Outcome {
    const place = this.#placeOf(pipeline, stage);
    if (typeof place === 'string') return { kind: 'refused', why: place };
    Object.assign(deal, place);
    return { kind: 'ok' };
  }

  /** The first pipeline that fits, and why none does. */
  #placeOf(pipeline: string | undefined, stage: string | undefined): { pipeline: string; stage: string } | string {
    const named = (this.#setup.pipelines ?? []).filter(({ name }) => pipeline === undefined || isSame(name, pipeline));
    for (const { name, stages } of named) {
      const found = stage === undefined ? stages[0] : stages.find((one) => isSame(one, stage));
      if (found !== undefined) return { pipeline: name, stage: found };
    }
    return named.length === 0 ? `There is no pipeline "${pipeline ?? ''}"` : `There is no stage "${stage ?? ''}"`;
  }

  #knows(member: string): boolean {
    return (this.#setup.members ?? []).some((name) => isSame(name, member));
  }

  #memberRefused(member: string | undefined): Outcome | undefined {
    if (member === undefined || this.#knows(member)) return undefined;
    return { kind: 'refused', why: `There is no member "${member}"` };
  }

  #refused(what: string): Outcome | undefined {
    const why = this.#setup.refuse?.(what);
    return why === undefined ? undefined : { kind: 'refused', why };
  }

  #kept<T>(list: T[], item: T): Outcome {
    list.push(item);
    return { kind: 'ok' };
  }
}

const newDeal: Omit<SimulatedDeal, 'id' | 'name' | 'variables'> = {
  amount: null,
  pipeline: null,
  stage: null,
  status: 'open',
  responsible: null,
  description: '',
  reason: '',
};

const noDeal: Outcome = { kind: 'refused', why: 'The customer has no open deal' };

function isSame(name: string, wanted: string): boolean {
  return foldText(name) === foldText(wanted);
}
