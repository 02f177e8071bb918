import type { Choice, ChoiceOption } from '../../crm-core/conversations/message-body.ts';
import type { Visit } from '../blocks/block-definition.ts';
import type { BlockTurn, Outcome } from '../blocks/block-turn.ts';
import type { Amount } from '../blocks/fields.ts';
import { evaluate } from '../expressions/evaluate.ts';
import { renderTemplate } from '../expressions/render-template.ts';
import type { Scope, Value } from '../expressions/value.ts';
import { openChoice } from './choices.ts';
import { RecordedTurn } from './recorded-turn.ts';
import { type Place, scopeOf, type Walk } from './walk.ts';

/** What a block gets to see of a walk. */
export class BlockVisit implements Visit {
  readonly turn: BlockTurn;
  readonly #walk: Walk;
  readonly #place: Place;

  constructor(walk: Walk, place: Place) {
    this.turn = new RecordedTurn(walk, place.frame);
    this.#walk = walk;
    this.#place = place;
  }

  get attempts(): number {
    const { waiting } = this.#place.frame;
    return waiting?.kind === 'answer' ? waiting.attempts : 0;
  }

  scope(): Scope {
    return scopeOf(this.#walk, this.#place.frame.local);
  }

  text(template: string): string {
    if (!template.includes('{{')) return template;
    return renderTemplate(template, this.scope(), ({ message }) =>
      this.#walk.steps.push({ kind: 'problem', blockId: this.#place.block.id, why: message }),
    );
  }

  value(amount: Amount): Value {
    return typeof amount === 'number' ? amount : evaluate(amount, this.scope());
  }

  async set(variable: string, value: Value): Promise<Outcome> {
    const [target, name = ''] = variable.split('.');
    const outcome =
      target === 'deal' || target === 'contact'
        ? await this.turn.setVariable(target, name, value)
        : this.#keep(name, value);
    if (outcome.kind === 'ok') this.#walk.steps.push({ kind: 'set', variable, value });
    return outcome;
  }

  isConnected(port: string): boolean {
    return this.#place.block.to.has(port);
  }

  offer(options: ChoiceOption[], { reusable, columns }: { reusable: boolean; columns: number }): Choice {
    return { token: openChoice(this.#walk, this.#place, options, reusable), options, columns };
  }

  /** The state is read and written with every turn, so a run may not carry much. */
  #keep(name: string, value: Value): Outcome {
    const { frame } = this.#place;
    if (!Object.hasOwn(frame.local, name) && Object.keys(frame.local).length >= maxLocals)
      return { kind: 'refused', why: `A run keeps at most ${maxLocals} values` };
    if (typeof value === 'object' && value !== null && JSON.stringify(value).length > maxLength)
      return { kind: 'refused', why: `local.${name} would be larger than ${maxLength} characters` };
    frame.local = { ...frame.local, [name]: typeof value === 'string' ? value.slice(0, maxLength) : value };
    return { kind: 'ok' };
  }
}

const maxLocals = 100;
const maxLength = 65_536;
