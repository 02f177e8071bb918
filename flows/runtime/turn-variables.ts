import { findPipeline, findStage } from '../../crm-core/config/project-config.ts';
import type { FieldEntity } from '../../crm-core/fields/known-fields.ts';
import { toMajor } from '../../crm-core/money.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { Work } from '../../crm-core/work/work.ts';
import type { Variables } from '../../drizzle/schema/documents.ts';
import type { Value } from '../expressions/value.ts';

/** The rows that a turn speaks of, as they stand now. */
interface RowsNow {
  deal(): Row<'deals'> | undefined;
  contact(): Row<'contacts'>;
  identity(): Row<'identities'> | undefined;
}

/** What expressions read in a turn: made when it is read, and made anew when its row has changed. */
export class TurnVariables {
  readonly #work: Work;
  readonly #now: RowsNow;
  #deal: { of: Row<'deals'> | undefined; values: Record<string, Value> } | undefined;
  #contact: { of: Row<'contacts'>; values: Record<string, Value> } | undefined;

  constructor(work: Work, now: RowsNow) {
    this.#work = work;
    this.#now = now;
  }

  get deal(): Record<string, Value> {
    const deal = this.#now.deal();
    if (!this.#deal || this.#deal.of !== deal) this.#deal = { of: deal, values: dealVariables(this.#work, deal) };
    return this.#deal.values;
  }

  get contact(): Record<string, Value> {
    const contact = this.#now.contact();
    if (this.#contact?.of !== contact) {
      this.#contact = { of: contact, values: contactVariables(this.#work, contact, this.#now.identity()) };
    }
    return this.#contact.values;
  }

  get project(): Record<string, Value> {
    return projectVariables(this.#work);
  }
}

/** What expressions read of a deal: its fields under fixed names, and its variables. A field wins over a variable. */
function dealVariables(work: Work, deal: Row<'deals'> | undefined): Record<string, Value> {
  if (!deal) return {};
  return {
    ...inMainUnits(work, 'deal', deal.variables),
    id: deal.id,
    name: deal.name,
    description: deal.description,
    amount: deal.amount === null ? null : toMajor({ amount: deal.amount, currency: deal.currency }),
    currency: deal.currency,
    status: deal.status,
    stage: findStage(work.config, deal.stageId)?.name ?? null,
    pipeline: findPipeline(work.config, deal.pipelineId)?.row.name ?? null,
    responsible: work.config.members.find(({ row }) => row.id === deal.responsibleId)?.name ?? null,
    tags: deal.tags,
    created_at: deal.createdAt.toISOString(),
  };
}

function contactVariables(
  work: Work,
  contact: Row<'contacts'>,
  identity: Row<'identities'> | undefined,
): Record<string, Value> {
  return {
    ...inMainUnits(work, 'contact', contact.variables),
    id: contact.id,
    name: contact.name,
    phone: contact.phone,
    email: contact.email,
    tags: contact.tags,
    username: identity?.username ?? null,
    created_at: contact.createdAt.toISOString(),
  };
}

/** Variables with a money field hold minor units; flows think in main ones, as with `amount`. */
function inMainUnits(work: Work, entity: FieldEntity, variables: Variables): Variables {
  const money = work.config.fields.filter((field) => field.entity === entity && field.type === 'money');
  if (money.length === 0) return variables;
  const shown = { ...variables };
  for (const { key, options } of money) {
    const value = shown[key];
    if (typeof value === 'number' && options.currency)
      shown[key] = toMajor({ amount: value, currency: options.currency });
  }
  return shown;
}

function projectVariables(work: Work): Record<string, Value> {
  return { ...work.config.project.variables, name: work.config.project.name };
}
