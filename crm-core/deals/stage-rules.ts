import type { StageRules, VariableValue } from '../../drizzle/schema/documents.ts';
import type { Row } from '../work/tables.ts';
import { type DealRefused, refuse } from './deal-outcome.ts';

/** The system stages that a rule can name besides ids of stages. */
export type ClosedStage = 'won' | 'lost' | 'archived';

export interface Move {
  deal: Row<'deals'>;
  contact: Row<'contacts'> | undefined;
  from: Row<'stages'> | undefined;
  to: { id: string; name: string; rules: Pick<StageRules, 'requiredFields'> };
  /** Somebody decided it by hand; a flow's author has drawn his own way and is not bound by forbidden targets. */
  manual: boolean;
}

/** What stands against a move (PRODUCT D4); undefined when nothing does. */
export function objection(move: Move): DealRefused | undefined {
  if (move.manual && move.from?.rules.forbiddenTargets.includes(move.to.id)) {
    return refuse('forbidden_target', `Deals may not be moved from “${move.from.name}” to “${move.to.name}”.`);
  }
  const fields = missingFields(move.to.rules.requiredFields, move.deal, move.contact);
  if (fields.length === 0) return undefined;
  return refuse('missing_fields', `To enter “${move.to.name}”, fill in: ${fields.join(', ')}.`, fields);
}

/** Of `required`, what is still empty, in the given order. */
export function missingFields(
  required: readonly string[],
  deal: Row<'deals'>,
  contact: Row<'contacts'> | undefined,
): string[] {
  return required.filter((field) => isEmpty(fieldValue(field, deal, contact)));
}

type Value = VariableValue | undefined;

function fieldValue(field: string, deal: Row<'deals'>, contact: Row<'contacts'> | undefined): Value {
  if (field.startsWith('contact.')) return contact && contactValue(field.slice('contact.'.length), contact);
  if (field.startsWith('deal.')) return deal.variables[field.slice('deal.'.length)];
  switch (field) {
    case 'name':
    case 'description':
    case 'amount':
      return deal[field];
    case 'responsible':
      return deal.responsibleId;
    default:
      return undefined;
  }
}

function contactValue(name: string, contact: Row<'contacts'>): Value {
  return name === 'name' || name === 'phone' || name === 'email' ? contact[name] : contact.variables[name];
}

function isEmpty(value: Value): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && Object.keys(value).length === 0;
}

const plainFields = new Set(['name', 'amount', 'responsible', 'description']);

/** Whether a required field has a meaning: a stage that demands an unknown one could never be entered. */
export function isRequirableField(field: string): boolean {
  return plainFields.has(field) || /^(deal|contact)\..+/.test(field);
}
