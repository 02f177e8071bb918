import { badInput } from '../../kernel/errors.ts';

/** A name without blanks around it. Throws `bad_input` when nothing is left. */
export function checkName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') throw badInput('A name is needed', { field: 'name' });
  return trimmed;
}
