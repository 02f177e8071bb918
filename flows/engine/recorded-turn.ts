import type { Frame } from '../../crm-core/conversations/conversation-state.ts';
import type { EffectRequest } from '../../crm-core/conversations/effect.ts';
import type { OutgoingMessage } from '../../crm-core/conversations/message-body.ts';
import type { EffectId } from '../../kernel/ids.ts';
import type {
  BlockTurn,
  ContactAction,
  DealAction,
  NewTask,
  Notice,
  Outcome,
  ProjectFacts,
  ScopeVariables,
} from '../blocks/block-turn.ts';
import type { Value } from '../expressions/value.ts';
import { budgets } from './budget.ts';
import type { Walk } from './walk.ts';

/** The turn as a block sees it: everything that it does goes into the trace, and it cannot say more than the budget allows. */
export class RecordedTurn implements BlockTurn {
  readonly now: Date;
  readonly project: ProjectFacts;
  readonly #walk: Walk;
  readonly #frame: Frame;

  constructor(walk: Walk, frame: Frame) {
    this.now = walk.turn.now;
    this.project = walk.turn.project;
    this.#walk = walk;
    this.#frame = frame;
  }

  variables(): ScopeVariables {
    return this.#walk.turn.variables();
  }

  random(): number {
    return this.#walk.turn.random();
  }

  say(message: OutgoingMessage): string {
    const walk = this.#walk;
    walk.said += 1;
    if (walk.said > budgets.messagesPerTurn) return '';
    const messageId = walk.turn.say(this.#withKeyboardCleared(message));
    walk.steps.push({ kind: 'sent', messageId });
    return messageId;
  }

  setVariable(target: 'deal' | 'contact', name: string, value: Value): Promise<Outcome> {
    return this.#walk.turn.setVariable(target, name, value);
  }

  async deal(action: DealAction): Promise<Outcome> {
    return this.#told(`deal.${action.kind}`, await this.#walk.turn.deal(action));
  }

  async contact(action: ContactAction): Promise<Outcome> {
    return this.#told(`contact.${action.kind}`, await this.#walk.turn.contact(action));
  }

  async createTask(task: NewTask): Promise<Outcome> {
    return this.#told('task.create', await this.#walk.turn.createTask(task));
  }

  async addNote(text: string): Promise<Outcome> {
    return this.#told('note.add', await this.#walk.turn.addNote(text));
  }

  async notify(notice: Notice): Promise<Outcome> {
    return this.#told('notify', await this.#walk.turn.notify(notice));
  }

  handOver(reason: string): void {
    this.#walk.turn.handOver(reason);
    this.#told('hand_over', { kind: 'ok' });
  }

  giveBack(): void {
    this.#walk.turn.giveBack();
    this.#told('give_back', { kind: 'ok' });
  }

  request(effect: EffectRequest): EffectId {
    this.#told('http', { kind: 'ok' });
    return this.#walk.turn.request(effect);
  }

  #told(action: string, outcome: Outcome): Outcome {
    this.#walk.steps.push({ kind: 'crm', action, outcome: outcome.kind === 'ok' ? 'ok' : outcome.why });
    return outcome;
  }

  /**
   * A button that asks for a phone stays on the customer's screen until a message takes it away. The first message after
   * the question does, unless it shows buttons of its own: one message cannot do both. Quick replies (they have no run) leave it.
   */
  #withKeyboardCleared(message: OutgoingMessage): OutgoingMessage {
    const walk = this.#walk;
    if (message.request) {
      walk.requestShown = true;
      return message;
    }
    if (!walk.requestShown || message.choice || this.#frame.runId === '') return message;
    walk.requestShown = false;
    return { ...message, clearRequest: true };
  }
}
