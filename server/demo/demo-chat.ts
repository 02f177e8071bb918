import type { OpenChoice } from '../../crm-core/conversations/conversation-state.ts';
import { type LaneEvent, laneOf, type Sender } from '../../crm-core/conversations/lane-event.ts';
import type { MessageBody } from '../../crm-core/conversations/message-body.ts';
import { isHeldForGood } from '../../crm-core/conversations/take-over.ts';
import { triggerKinds } from '../../crm-core/events/event-kind.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { LaneTurn } from '../../flows/runtime/lane-turn.ts';
import { takeEvent } from '../../flows/runtime/take-event.ts';
import { type ConversationId, newId } from '../../kernel/ids.ts';
import type { PastWork } from './past-work.ts';
import type { Scene } from './scene.ts';

/**
 * A conversation of the past. The customer's words go through the same door as a messenger's, and the published flow
 * answers them: what the bot said, where it stands and why is not written here, it happened.
 */
export class DemoChat {
  readonly sender: Sender;
  readonly #scene: Scene;
  readonly #channel: Row<'channels'>;
  #conversationId: ConversationId | undefined;
  /** Events of the CRM up to this id were told to the flows. */
  #told = '';

  constructor(scene: Scene, channel: Row<'channels'>, sender: Sender) {
    this.#scene = scene;
    this.#channel = channel;
    this.sender = sender;
  }

  conversation(work: PastWork): Row<'conversations'> | undefined {
    return this.#conversationId && work.conversations.peek(this.#conversationId);
  }

  /** Says one of a story's words. Whoever is asked to press a button that is not there says nothing. */
  async say(work: PastWork, word: string, phone: string): Promise<void> {
    const event = this.#eventOf(work, word, phone);
    if (event) await this.#happen(work, event);
  }

  /** What the bot waits for next. While a human holds the conversation for good it would only be put off again and again. */
  nextTimer(work: PastWork): Row<'timers'> | undefined {
    const conversation = this.conversation(work);
    if (!conversation || isHeldForGood(conversation)) return undefined;
    const own = work.timers.seen().filter((timer) => timer.conversationId === conversation.id);
    return own.sort((a, b) => a.fireAt.getTime() - b.fireAt.getTime())[0];
  }

  async fire(work: PastWork, timer: Row<'timers'>): Promise<void> {
    work.timers.remove(timer.id);
    const { name, generation, data } = timer;
    await this.#happen(work, { kind: 'timer', name, generation, data });
  }

  /** Lets the flows hear what happened in the CRM since the last time. */
  async tellFlows(work: PastWork): Promise<void> {
    const fresh = work.events.seen().filter((event) => event.id > this.#told);
    this.#told = fresh.at(-1)?.id ?? this.#told;
    const contactId = this.conversation(work)?.contactId;
    for (const { id, kind, payload, ...about } of fresh) {
      if (about.contactId !== contactId || !triggerKinds.some((one) => one === kind)) continue;
      await this.#happen(work, { kind: 'crm', eventId: id, event: kind, payload });
    }
  }

  /** What was said is said: nothing of it is sent again. */
  deliver(work: PastWork): void {
    for (const { id, messageId } of work.outbox.seen()) {
      work.messages.update(messageId, { status: 'sent', providerId: `sim-${id}` });
      work.outbox.remove(id);
    }
  }

  async #happen(work: PastWork, event: LaneEvent): Promise<void> {
    const key = newId('event');
    const turn = this.#openTurn(work);
    await takeEvent(turn, { key, event, order: 0, stored: false, attempts: 0 });
    this.#conversationId = turn.conversationId;
    this.deliver(work);
    keepTrace(turn, { key, kind: event.kind });
    await this.tellFlows(work);
  }

  #openTurn(work: PastWork): LaneTurn {
    const { runtime } = this.#scene;
    const { config } = work;
    const { id: channelId } = this.#channel;
    const chatKey = this.sender.externalId;
    return {
      runtime,
      work,
      loaded: {
        lane: laneOf(channelId, chatKey),
        chatKey,
        channelId,
        projectId: work.projectId,
        configVersion: config.project.configVersion,
        events: [],
        conversation: this.conversation(work),
        identity: undefined,
        contact: undefined,
        person: undefined,
        deals: [],
      },
      turnId: newId('turn'),
      flows: runtime.versions.published(config),
      fence: undefined,
      conversationId: this.#conversationId,
      steps: [],
    };
  }

  #eventOf(work: PastWork, word: string, phone: string): LaneEvent | undefined {
    const { sender } = this;
    if (word === '#photo') return this.#message({ kind: 'media', media: 'image', ref: photo });
    if (word === '#share') {
      if (this.#types) return this.#message({ kind: 'text', text: phone });
      const providerId = newId('message');
      return { kind: 'contact_shared', providerId, phone, name: sender.name, verified: true, sender };
    }
    if (word.startsWith('#')) return this.#press(work, word.slice(1));
    const payload = /^\/start (\w+)$/.exec(word)?.[1];
    const message = this.#message({ kind: 'text', text: word });
    return payload ? { ...message, start: { payload, source: 'deep_link' } } : message;
  }

  #message(body: MessageBody): Extract<LaneEvent, { kind: 'message' }> {
    return { kind: 'message', providerId: newId('message'), body, sender: this.sender, live: true };
  }

  /** Where there are no buttons, what they would have said is typed (PRODUCT D25). */
  get #types(): boolean {
    return this.#channel.settings.imitates === 'whatsapp';
  }

  #press(work: PastWork, optionId: string): LaneEvent | undefined {
    const choices = this.conversation(work)?.state.choices ?? [];
    const choice = choices.findLast((one) => indexIn(one, optionId) >= 0);
    if (!choice) return undefined;
    const option = indexIn(choice, optionId);
    if (this.#types) return this.#message({ kind: 'text', text: String(option + 1) });
    return { kind: 'choice', providerId: newId('message'), token: choice.token, option, sender: this.sender };
  }
}

const photo = { handle: 'simulator:photo', mime: 'image/jpeg', fileName: 'photo.jpg' };

function indexIn({ options }: OpenChoice, id: string): number {
  return options.findIndex((option) => option.id === id);
}

function keepTrace({ work, turnId, conversationId, steps }: LaneTurn, event: { key: string; kind: string }): void {
  if (!conversationId || steps.length === 0) return;
  const failed = steps.some((step) => step.kind === 'stopped');
  work.turns.insert({
    id: turnId,
    projectId: work.projectId,
    conversationId,
    failed,
    trace: { events: [event], steps },
    at: work.now,
  });
}
