import type { FieldOptions } from '../../drizzle/schema/documents.ts';
import { badInput } from '../../kernel/errors.ts';
import { checkCurrency } from '../money.ts';
import type { Row } from '../work/tables.ts';

const mostChoices = 200;

/** The options that a type has, and no others. Throws `bad_input` when it cannot do with them. */
export function checkOptions(
  type: Row<'fields'>['type'],
  options: FieldOptions,
  fallbackCurrency: string,
): FieldOptions {
  if (type === 'money') return { currency: checkCurrency(options.currency ?? fallbackCurrency) };
  if (type === 'choice') return { choices: checkChoices(options.choices ?? []) };
  return {};
}

function checkChoices(choices: NonNullable<FieldOptions['choices']>): NonNullable<FieldOptions['choices']> {
  const cleaned = choices.map(({ value, color }) => ({ value: value.trim(), color }));
  if (cleaned.length === 0)
    throw badInput('A choice needs at least one option', { field: 'choices', why: 'no_choices' });
  if (cleaned.length > mostChoices)
    throw badInput(`At most ${mostChoices} options`, { field: 'choices', why: 'too_many_choices', most: mostChoices });
  if (cleaned.some(({ value }) => value === ''))
    throw badInput('An option needs a name', { field: 'choices', why: 'choice_unnamed' });
  if (new Set(cleaned.map(({ value }) => fold(value))).size < cleaned.length) {
    throw badInput('Two options have the same name', { field: 'choices', why: 'choice_twice' });
  }
  return cleaned;
}

/** How names of options are compared. */
export function fold(text: string): string {
  return text.trim().normalize('NFKC').toLowerCase();
}
