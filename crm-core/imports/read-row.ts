import type { Variables } from '../../drizzle/schema/documents.ts';
import { type ContactId, type DealId, isId, type MemberId, type PipelineId, type StageId } from '../../kernel/ids.ts';
import { activeMembers } from '../members/known-members.ts';
import { isCurrency } from '../money.ts';
import { findPipeline, findStage, pipelinesInOrder, stagesInOrder } from '../pipelines/known-pipelines.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import type { CellProblem, ProblemCode } from './cell-problem.ts';
import { unguardText } from './guarded-text.ts';
import { isContactField, variableOf } from './import-fields.ts';
import type { ImportPlan } from './import-plan.ts';
import { foldName, readAmount, readEmail, readMoment, readPhone } from './read-cell.ts';
import { readVariable } from './read-variable.ts';
import { readTags } from './tag-cell.ts';

/** What a row says, in our words. Fields whose cells are empty are not there. */
export interface ReadRow {
  contact: RowContact;
  deal: RowDeal;
  problems: CellProblem[];
}

export interface RowContact {
  id?: ContactId;
  name?: string;
  phone?: string;
  email?: string;
  responsibleId?: MemberId;
  tags?: string[];
  createdAt?: Date;
  variables: Variables;
}

export interface RowDeal {
  id?: DealId;
  name?: string;
  /** Minor units of `currency`. */
  amount?: number;
  currency?: string;
  description?: string;
  pipelineId?: PipelineId;
  stageId?: StageId;
  status?: Row<'deals'>['status'];
  closeReason?: string;
  responsibleId?: MemberId;
  tags?: string[];
  createdAt?: Date;
  closedAt?: Date;
  variables: Variables;
}

const longest = 20_000;

/** Reads one row by the plan. What cannot be read is a problem of its cell, and missing from the row. */
export function readRow(work: Work, plan: ImportPlan, cells: readonly string[]): ReadRow {
  const row: ReadRow = { contact: { variables: {} }, deal: { variables: {} }, problems: [] };
  if (cells.slice(plan.columns.length).some((cell) => cell.trim() !== '')) {
    row.problems.push({ column: null, code: 'too_many_cells' });
  }
  // A deal's currency decides how its amount is read, and its pipeline which stages there are.
  const columns = plan.columns.map((field, column) => ({ field, column })).sort(pipelineFirst);
  for (const { field, column } of columns) {
    const cell = unguardText(cells[column] ?? '').trim();
    if (!field || cell === '') continue;
    const code = cell.length > longest ? 'too_long' : readField(work, plan, row, field, cell);
    if (code) row.problems.push({ column, code, value: cell.slice(0, 100) });
  }
  row.problems.sort((a, b) => (a.column ?? -1) - (b.column ?? -1));
  return row;
}

const early = ['pipeline', 'stage', 'currency'];

function pipelineFirst(a: { field: string | null }, b: { field: string | null }): number {
  const rank = (field: string | null) =>
    field !== null && early.includes(field) ? early.indexOf(field) : early.length;
  return rank(a.field) - rank(b.field);
}

function readField(work: Work, plan: ImportPlan, row: ReadRow, field: string, cell: string): ProblemCode | undefined {
  const variable = variableOf(field);
  if (variable) {
    const read = readVariable(work, variable, cell);
    if (read.problem) return read.problem;
    row[variable.entity].variables[variable.name] = read.value ?? null;
    return undefined;
  }
  if (isContactField(field)) return readContactField(work, row.contact, field, cell);
  return readDealField(work, plan, row.deal, field, cell);
}

function readContactField(work: Work, contact: RowContact, field: string, cell: string): ProblemCode | undefined {
  const { settings } = work.config.project;
  switch (field) {
    case 'contact.id':
      return keep(contact, 'id', isId('contact', cell) ? cell : undefined, 'bad_id');
    case 'contact.name':
      return keep(contact, 'name', cell.length <= 200 ? cell : undefined, 'too_long');
    case 'contact.phone':
      return keep(contact, 'phone', readPhone(cell, settings.country), 'bad_phone');
    case 'contact.email':
      return keep(contact, 'email', readEmail(cell), 'bad_email');
    case 'contact.responsible':
      return keep(contact, 'responsibleId', memberCalled(work, cell), 'unknown_member');
    case 'contact.tags':
      return keep(contact, 'tags', readTags(cell), 'too_long');
    case 'contact.created':
      return keep(contact, 'createdAt', readMoment(cell, settings)?.at, 'bad_date');
    default:
      return undefined;
  }
}

function readDealField(
  work: Work,
  plan: ImportPlan,
  deal: RowDeal,
  field: string,
  cell: string,
): ProblemCode | undefined {
  const { settings } = work.config.project;
  switch (field) {
    case 'id':
      return keep(deal, 'id', isId('deal', cell) ? cell : undefined, 'bad_id');
    case 'name':
      return keep(deal, 'name', cell.length <= 200 ? cell : undefined, 'too_long');
    case 'amount':
      return keep(deal, 'amount', readAmount(cell, currencyOf(work, plan, deal)), 'bad_amount');
    case 'currency':
      return keep(deal, 'currency', currencyCalled(cell), 'bad_currency');
    case 'pipeline':
      return keep(deal, 'pipelineId', pipelineCalled(work, cell), 'unknown_pipeline');
    case 'stage':
      return keep(deal, 'stageId', stageCalled(work, deal.pipelineId ?? plan.pipelineId, cell), 'unknown_stage');
    case 'status':
      return keep(deal, 'status', statuses.get(foldName(cell)), 'unknown_status');
    case 'close_reason':
      return keep(deal, 'closeReason', cell, 'too_long');
    case 'responsible':
      return keep(deal, 'responsibleId', memberCalled(work, cell), 'unknown_member');
    case 'tags':
      return keep(deal, 'tags', readTags(cell), 'too_long');
    case 'created':
      return keep(deal, 'createdAt', readMoment(cell, settings)?.at, 'bad_date');
    case 'closed':
      return keep(deal, 'closedAt', readMoment(cell, settings)?.at, 'bad_date');
    case 'description':
      return keep(deal, 'description', cell, 'too_long');
    default:
      return undefined;
  }
}

/** Puts a value that could be read into its place; says what is wrong where there is none. */
function keep<Of extends object, Key extends keyof Of>(
  into: Of,
  key: Key,
  value: Of[Key] | undefined,
  otherwise: ProblemCode,
): ProblemCode | undefined {
  if (value === undefined) return otherwise;
  into[key] = value;
  return undefined;
}

/** The row's own; else that of where the deal goes. */
function currencyOf(work: Work, plan: ImportPlan, deal: RowDeal): string {
  if (deal.currency) return deal.currency;
  const stage = findStage(work, deal.stageId ?? plan.stageId);
  const pipeline =
    findPipeline(work, deal.pipelineId ?? stage?.pipelineId ?? plan.pipelineId) ?? pipelinesInOrder(work)[0];
  return pipeline?.currency ?? work.config.project.settings.currency;
}

const currencySigns = new Map([
  ['₽', 'RUB'],
  ['р', 'RUB'],
  ['р.', 'RUB'],
  ['руб', 'RUB'],
  ['руб.', 'RUB'],
  ['$', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₸', 'KZT'],
  ['₴', 'UAH'],
]);

function currencyCalled(cell: string): string | undefined {
  const code = currencySigns.get(cell.toLowerCase()) ?? cell.toUpperCase();
  return isCurrency(code) ? code : undefined;
}

function memberCalled(work: Work, cell: string): MemberId | undefined {
  const wanted = foldName(cell);
  // Somebody who has left is understood, too: a row that says what is there already changes nothing.
  return [...activeMembers(work.config), ...work.config.members].find(
    ({ row, name, email }) => row.id === cell || foldName(name) === wanted || email.toLowerCase() === wanted,
  )?.row.id;
}

function pipelineCalled(work: Work, cell: string): PipelineId | undefined {
  return pipelinesInOrder(work).find(({ id, name }) => id === cell || foldName(name) === foldName(cell))?.id;
}

/** Without a pipeline the name has to be that of one stage only. */
function stageCalled(work: Work, pipelineId: PipelineId | null | undefined, cell: string): StageId | undefined {
  const pipelines = pipelineId ? [pipelineId] : pipelinesInOrder(work).map(({ id }) => id);
  const stages = pipelines.flatMap((id) => stagesInOrder(work, id));
  const found = stages.filter(({ id, name }) => id === cell || foldName(name) === foldName(cell));
  return found.length === 1 ? found[0]?.id : undefined;
}

/** How exports call them; an import knows these and some more. */
export const statusNames = {
  ru: { open: 'открыта', won: 'успешна', lost: 'провалена', archived: 'в архиве' },
  en: { open: 'open', won: 'won', lost: 'lost', archived: 'archived' },
} as const satisfies Record<'ru' | 'en', Record<Row<'deals'>['status'], string>>;

const words: Record<Row<'deals'>['status'], string[]> = {
  open: ['open', 'открыта', 'открыт', 'в работе', 'активна', 'in progress', 'new', 'новая'],
  won: [
    'won',
    'успешна',
    'успешная',
    'успешно',
    'успешные',
    'выиграна',
    'успешно реализовано',
    'оплачена',
    'closed won',
    'success',
  ],
  lost: [
    'lost',
    'провалена',
    'проваленная',
    'проваленные',
    'проиграна',
    'закрыто и не реализовано',
    'отказ',
    'closed lost',
    'failed',
  ],
  archived: ['archived', 'в архиве', 'архив', 'архивная', 'архивные', 'archive'],
};

const statuses = new Map(
  (Object.keys(words) as Row<'deals'>['status'][]).flatMap((status) =>
    words[status].map((word) => [word, status] as const),
  ),
);
