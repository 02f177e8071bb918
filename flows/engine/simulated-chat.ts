import { type ConversationState, emptyState } from '../../crm-core/conversations/conversation-state.ts';
import type { EffectResult, LaneEvent, Sender, StartPayload } from '../../crm-core/conversations/lane-event.ts';
import type { MessageBody, OutgoingMessage } from '../../crm-core/conversations/message-body.ts';
import { asId, type EffectId } from '../../kernel/ids.ts';
import type { EventOutcome } from './handle-event.ts';
import { handleEvent } from './handle-event.ts';
import { type SimulatedProject, SimulatedTurn } from './simulated-turn.ts';

/** One customer who talks to the flows in virtual time (PRODUCT M6). */
export class SimulatedChat {
  readonly world: SimulatedTurn;
  state: ConversationState = emptyState;
  /** What came of the last event. */
  last: EventOutcome | undefined;
  #events = 0;
  #heardUpTo = 0;
  readonly #sender: Sender = { externalId: '1', name: 'Anna' };

  constructor(project: SimulatedProject = {}) {
    this.world = new SimulatedTurn(project);
  }

  /** Texts of the messages since the last call. */
  replies(): string[] {
    return this.messages().map(({ body }) => (body.kind === 'text' ? body.text : (body.caption?.text ?? body.media)));
  }

  messages(): OutgoingMessage[] {
    const fresh = this.world.said.slice(this.#heardUpTo).map(({ message }) => message);
    this.#heardUpTo = this.world.said.length;
    return fresh;
  }

  async say(text: string, start?: StartPayload): Promise<string[]> {
    return this.sendBody({ kind: 'text', text }, start);
  }

  async sendBody(body: MessageBody, start?: StartPayload): Promise<string[]> {
    const providerId = `in${this.#events}`;
    await this.happen({ kind: 'message', providerId, body, sender: this.#sender, live: true, ...(start && { start }) });
    return this.replies();
  }

  /** Presses the newest button with this label. */
  async press(label: string): Promise<string[]> {
    const shown = this.world.said.findLast(({ message }) => message.choice?.options.some((one) => one.label === label));
    const choice = shown?.message.choice;
    if (!choice) throw new Error(`no message shows a button "${label}"`);
    const option = choice.options.findIndex((one) => one.label === label);
    return this.pressAt(choice.token, option);
  }

  async pressAt(token: string, option: number): Promise<string[]> {
    await this.happen({ kind: 'choice', providerId: `in${this.#events}`, token, option, sender: this.#sender });
    return this.replies();
  }

  async shareContact(phone: string, verified = true): Promise<string[]> {
    const providerId = `in${this.#events}`;
    await this.happen({ kind: 'contact_shared', providerId, phone, name: 'Anna', verified, sender: this.#sender });
    return this.replies();
  }

  async crm(event: string, payload: Record<string, unknown> = {}): Promise<string[]> {
    await this.happen({ kind: 'crm', eventId: asId<'event'>(`evt_${this.#events}`), event, payload });
    return this.replies();
  }

  async answerRequest(effectId: EffectId, result: EffectResult): Promise<string[]> {
    await this.happen({ kind: 'effect', effectId, result });
    return this.replies();
  }

  /** Lets time pass; timers that become due fire in their order. */
  async pass(ms: number): Promise<string[]> {
    const until = this.world.now.getTime() + ms;
    for (;;) {
      const due = [...this.world.timers].sort(([, a], [, b]) => a.at.getTime() - b.at.getTime())[0];
      if (!due || due[1].at.getTime() > until) break;
      const [name, { at, data }] = due;
      this.world.timers.delete(name);
      this.world.now = new Date(Math.max(at.getTime(), this.world.now.getTime()));
      await this.happen({ kind: 'timer', name, generation: 1, data });
    }
    this.world.now = new Date(until);
    return this.replies();
  }

  async happen(event: LaneEvent): Promise<EventOutcome> {
    const isFirst = this.#events === 0;
    if (event.kind === 'message' || event.kind === 'choice' || event.kind === 'contact_shared') this.world.intake();
    this.#events += 1;
    this.last = await handleEvent({
      state: this.state,
      event,
      key: `event${this.#events}`,
      speaker: this.world.speaker,
      firstContact: isFirst,
      flows: this.world.flows,
      turn: this.world,
    });
    this.state = this.last.state;
    return this.last;
  }
}
