import type { EffectRequest } from '../../crm-core/conversations/effect.ts';
import type { TimerData } from '../../crm-core/conversations/lane-event.ts';
import type { OutgoingMessage } from '../../crm-core/conversations/message-body.ts';
import { queueMessage } from '../../crm-core/conversations/queue-message.ts';
import { notifyMembers } from '../../crm-core/members/notify-members.ts';
import { builtInRoles } from '../../crm-core/members/permissions.ts';
import { addNote } from '../../crm-core/tasks/add-note.ts';
import { createTask } from '../../crm-core/tasks/create-task.ts';
import type { Actor } from '../../crm-core/work/actor.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { Work } from '../../crm-core/work/work.ts';
import { cleanJson } from '../../kernel/clean-json.ts';
import { type ConversationId, type EffectId, type FlowVersionId, type MemberId, newId } from '../../kernel/ids.ts';
import type {
  ContactAction,
  DealAction,
  FlowAt,
  NewTask,
  Notice,
  Outcome,
  ProjectFacts,
  Turn,
} from '../engine/turn.ts';
import type { Value } from '../expressions/value.ts';
import { contactAction, setContactVariable } from './contact-actions.ts';
import { dealAction, setDealVariable } from './deal-actions.ts';
import type { LaneTurn } from './lane-turn.ts';
import { memberNamed } from './names.ts';
import { TurnVariables } from './turn-variables.ts';

/** The turn over the database: what a flow asks for is recorded on the lane's `Work` by the same commands that people use. */
export class DatabaseTurn implements Turn {
  readonly now: Date;
  readonly project: ProjectFacts;
  readonly #lane: LaneTurn;
  readonly #work: Work;
  readonly #conversationId: ConversationId;
  readonly #seed: string;
  #draws = 0;
  #notices = 0;
  readonly #variables: TurnVariables;

  /** `seed` is the event's key: a repeated turn draws the same lots. */
  constructor(lane: LaneTurn, seed: string) {
    if (!lane.conversationId) throw new Error('a flow needs a conversation');
    const { timeZone, country, locale } = lane.work.config.project.settings;
    this.#lane = lane;
    this.#work = lane.work;
    this.#conversationId = lane.conversationId;
    this.#seed = seed;
    this.now = lane.work.now;
    this.project = { timeZone, country, locale };
    this.#variables = new TurnVariables(lane.work, {
      deal: () => this.#deal(),
      contact: () => this.#contact(),
      identity: () => this.#work.identities.peek(this.#conversation().identityId),
    });
  }

  variables(): ReturnType<Turn['variables']> {
    return this.#variables;
  }

  newId(kind: 'run' | 'choice'): string {
    // A token travels in Telegram's 64 bytes of callback data, without the prefix.
    return kind === 'choice' ? newId('choice').slice('chc_'.length) : newId('run');
  }

  random(): number {
    return lot(`${this.#seed}:${this.#draws++}`);
  }

  say(message: OutgoingMessage): string {
    return queueMessage(this.#work, {
      conversation: this.#conversation(),
      message: cleanJson(message) as OutgoingMessage,
      author: this.#work.actor.record,
      urgency: 'reply',
      fence: this.#lane.fence,
    }).id;
  }

  setVariable(target: 'deal' | 'contact', name: string, value: Value): Promise<Outcome> {
    // Computed values may hold what PostgreSQL cannot store.
    const clean = cleanJson(value) as Value;
    return target === 'deal'
      ? setDealVariable(this.#work, this.#deal(), name, clean)
      : setContactVariable(this.#work, this.#contact(), name, clean);
  }

  deal(action: DealAction): Promise<Outcome> {
    return dealAction(this.#work, { contact: this.#contact(), deal: this.#deal() }, action);
  }

  contact(action: ContactAction): Promise<Outcome> {
    return contactAction(this.#work, this.#contact(), action);
  }

  async createTask(task: NewTask): Promise<Outcome> {
    const deal = this.#deal();
    const assignee = task.assignee === undefined ? undefined : memberNamed(this.#work.config, task.assignee);
    if (task.assignee !== undefined && !assignee)
      return { kind: 'refused', why: `there is no member "${task.assignee}"` };
    const created = await createTask(this.#work, {
      title: task.title,
      description: task.description ?? '',
      dealId: deal?.id ?? null,
      contactId: this.#contact().id,
      assigneeId: assignee?.row.id ?? deal?.responsibleId ?? null,
      dueAt: task.dueAt ?? null,
      remindBefore: task.remindBefore ?? null,
      priority: task.priority,
    });
    return { kind: 'ok', value: created.id };
  }

  async addNote(text: string): Promise<Outcome> {
    const deal = this.#deal();
    await addNote(this.#work, { text, dealId: deal?.id ?? null, contactId: deal ? null : this.#contact().id });
    return { kind: 'ok' };
  }

  async notify(notice: Notice): Promise<Outcome> {
    const to = this.#recipients(notice.to);
    if (to.kind === 'refused') return to;
    await notifyMembers(this.#work, {
      to: to.members,
      // A turn may take several events: each has notices of its own.
      key: `${this.#lane.turnId}:${this.#seed}:${this.#notices++}`,
      kind: 'flow',
      text: notice.text,
      dealId: this.#deal()?.id ?? null,
      conversationId: this.#conversationId,
    });
    return { kind: 'ok' };
  }

  handOver(reason: string): void {
    this.#work.conversations.update(this.#conversationId, {
      speaker: 'human',
      silentUntil: null,
      attention: reason.slice(0, 500),
    });
    const about = { dealId: this.#deal()?.id ?? null, contactId: this.#contact().id };
    const event = this.#work.emit('conversation.handed_over', about, { reason, conversationId: this.#conversationId });
    for (const { row } of this.#work.config.members) {
      if (!row.active) continue;
      this.#work.notifications.insert({
        id: newId('notification'),
        projectId: this.#work.projectId,
        memberId: row.id,
        key: event.id,
        kind: 'hand_over',
        text: `${this.#contact().name}: ${reason}`,
        dealId: about.dealId,
        conversationId: this.#conversationId,
        taskId: null,
        readAt: null,
        createdAt: this.now,
      });
    }
  }

  giveBack(): void {
    this.#work.conversations.update(this.#conversationId, {
      speaker: 'bot',
      speakerMemberId: null,
      silentUntil: null,
      attention: null,
    });
    this.#work.emit(
      'conversation.given_back',
      { contactId: this.#contact().id },
      { conversationId: this.#conversationId },
    );
  }

  setTimer(name: string, at: Date, data: TimerData): void {
    const conversation = this.#conversation();
    this.#work.timers.insert({
      id: this.#timerId(name),
      projectId: this.#work.projectId,
      channelId: conversation.channelId,
      conversationId: conversation.id,
      lane: conversation.lane,
      name,
      generation: conversation.version,
      fireAt: at,
      data,
    });
  }

  clearTimer(name: string): void {
    const conversation = this.#conversation();
    this.#work.timers.discard({
      id: this.#timerId(name),
      projectId: this.#work.projectId,
      channelId: conversation.channelId,
      conversationId: conversation.id,
      lane: conversation.lane,
      name,
      generation: 0,
      fireAt: this.now,
      data: { runId: '', blockId: '', port: '' },
    });
  }

  request(effect: EffectRequest): EffectId {
    const conversation = this.#conversation();
    return this.#work.effects.insert({
      id: newId('effect'),
      projectId: this.#work.projectId,
      channelId: conversation.channelId,
      conversationId: conversation.id,
      lane: conversation.lane,
      request: effect,
      status: 'queued',
      attempts: 0,
      notBefore: null,
      leaseUntil: null,
      createdAt: this.now,
    }).id;
  }

  flow(nameOrId: string): FlowAt | undefined {
    const wanted = nameOrId.trim().toLowerCase();
    return this.#lane.flows.find(
      ({ flowId, flow }) => flowId === nameOrId || flow.name.trim().toLowerCase() === wanted,
    );
  }

  version(versionId: FlowVersionId): FlowAt | undefined {
    return this.#lane.runtime.versions.get(versionId);
  }

  standingAt(flowAt: FlowAt, block: { id: string; title: string }): void {
    this.#work.actor = flowActor(flowAt, block);
  }

  #timerId(name: string): string {
    return `${this.#conversationId}/${name}`;
  }

  #conversation(): Row<'conversations'> {
    const conversation = this.#work.conversations.peek(this.#conversationId);
    if (!conversation) throw new Error(`conversation ${this.#conversationId} is not loaded`);
    return conversation;
  }

  #contact(): Row<'contacts'> {
    const contact = this.#work.contacts.peek(this.#conversation().contactId);
    if (!contact) throw new Error(`the contact of ${this.#conversationId} is not loaded`);
    return contact;
  }

  /** PRODUCT D10: the latest open deal of the person, unless one was made current. */
  #deal(): Row<'deals'> | undefined {
    const current = this.#work.people.peek(this.#contact().personId)?.currentDealId;
    let latest: Row<'deals'> | undefined;
    for (const deal of this.#work.deals.seen()) {
      if (deal.status !== 'open') continue;
      if (deal.id === current) return deal;
      if (!latest || deal.id > latest.id) latest = deal;
    }
    return latest;
  }

  #recipients(
    to: Notice['to'],
  ): { kind: 'ok'; members: 'all' | 'responsible' | MemberId[] } | { kind: 'refused'; why: string } {
    if (to === 'everyone') return { kind: 'ok', members: 'all' };
    if (to === 'responsible') return { kind: 'ok', members: 'responsible' };
    const members = to.members.map((name) => memberNamed(this.#work.config, name)?.row.id);
    const unknown = to.members.find((_, index) => members[index] === undefined);
    if (unknown !== undefined) return { kind: 'refused', why: `there is no member "${unknown}"` };
    return { kind: 'ok', members: members.filter((id) => id !== undefined) };
  }
}

const flowActors = new WeakMap<object, Actor>();

/** A flow acts with full rights: what it may do was decided by whoever published it. */
function flowActor(flowAt: FlowAt, block: { id: string; title: string }): Actor {
  const known = flowActors.get(block);
  if (known) return known;
  const actor: Actor = {
    record: {
      kind: 'flow',
      flowId: flowAt.flowId,
      flowName: flowAt.flow.name,
      blockId: block.id,
      blockTitle: block.title,
    },
    permissions: builtInRoles.owner,
  };
  flowActors.set(block, actor);
  return actor;
}

/** FNV-1a, folded to [0, 1): even enough for random variants, and the same in a replay. */
function lot(seed: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
