import { AppError } from '../../kernel/errors.ts';
import { parsePhone } from '../phone.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { applyDeal } from './apply-deal.ts';
import type { CellProblem, ProblemCode } from './cell-problem.ts';
import { type Known, knownContact, knownDeal } from './match-rows.ts';
import type { ReadRow } from './read-row.ts';
import type { Applying, RowOutcome } from './row-outcome.ts';
import { settleContact } from './settle-contact.ts';

/**
 * Carries out one row on a work of its own, by the same commands that people use. A refused row leaves nothing: its work is
 * thrown away. Running it without committing is the preview.
 */
export async function applyRow(work: Work, said: ReadRow, applying: Applying): Promise<RowOutcome> {
  const known = knownContact(applying.known, said);
  const row = withoutDoubtfulPhone(work, said, known, applying);
  const refused = (problems: CellProblem[]): RowOutcome => ({
    status: 'refused',
    problems,
    contact: known,
    deal: knownDeal(applying.known, row),
    memory: {},
  });
  if (row.problems.length > 0 && !applying.plan.lenient) return refused(row.problems);
  if (isEmpty(row)) return refused([...row.problems, { column: null, code: 'empty_row' }]);
  seed(work, applying.known);
  try {
    const apply = applying.entity === 'contact' ? applyContact : applyDeal;
    const done = await apply(work, row, known, applying);
    return 'refusal' in done ? refused([...row.problems, done.refusal]) : { ...done, problems: row.problems };
  } catch (error) {
    if (!(error instanceof AppError) || !rowsFault.has(error.code)) throw error;
    return refused([...row.problems, problemOf(error)]);
  }
}

/** A number that no plan knows counts only where a messenger has vouched for it: when it is the contact's already. */
function withoutDoubtfulPhone(
  work: Work,
  row: ReadRow,
  known: Row<'contacts'> | undefined,
  { plan }: Applying,
): ReadRow {
  const { phone, ...contact } = row.contact;
  const { country } = work.config.project.settings;
  if (phone === undefined || phone === known?.phone || parsePhone(phone, country)) return row;
  const problem = { column: plan.columns.indexOf('contact.phone'), code: 'bad_phone' as const, value: phone };
  return { ...row, contact, problems: [...row.problems, problem] };
}

/** What a command may say about a row; anything else is our own trouble. */
const rowsFault = new Set<AppError['code']>(['bad_input', 'forbidden', 'not_found', 'refused']);

function problemOf(error: AppError): CellProblem {
  const codes: Partial<Record<AppError['code'], ProblemCode>> = { forbidden: 'forbidden', not_found: 'not_found' };
  return { column: null, code: codes[error.code] ?? 'refused', value: error.userMessage ?? error.message };
}

function isEmpty({ contact, deal }: ReadRow): boolean {
  const { variables, ...fields } = contact;
  const { variables: dealVariables, ...dealFields } = deal;
  return [variables, fields, dealVariables, dealFields].every((one) => Object.keys(one).length === 0);
}

function seed(work: Work, known: Known): void {
  work.contacts.seed(known.contacts);
  work.people.seed(known.people);
  work.deals.seed(known.deals);
}

async function applyContact(
  work: Work,
  row: ReadRow,
  known: Row<'contacts'> | undefined,
  { plan }: Applying,
): Promise<Omit<RowOutcome, 'problems'> | { refusal: CellProblem }> {
  if (known && plan.contacts === 'skip') {
    return { status: 'skipped', contact: known, deal: undefined, memory: {} };
  }
  const { contact, trace } = await settleContact(work, row.contact, known, plan);
  const status = trace?.made ? 'created' : 'updated';
  return { status, contact, deal: undefined, memory: trace ? { contact: trace } : {} };
}
