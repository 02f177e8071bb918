import { DateTime } from 'luxon';
import type { ProjectConfig } from '../../crm-core/config/project-config.ts';
import { guardText } from '../../crm-core/imports/guarded-text.ts';
import { type ExchangeField, isExchangeField, variableOf } from '../../crm-core/imports/import-fields.ts';
import { statusNames } from '../../crm-core/imports/read-row.ts';
import { tagsCell } from '../../crm-core/imports/tag-cell.ts';
import { minorDigits } from '../../crm-core/money.ts';
import { isE164 } from '../../crm-core/phone.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { VariableValue } from '../../drizzle/schema/documents.ts';

export type Layout = 'ru' | 'en';

/** What a row of an export is made of. */
export interface ExportRow {
  deal?: Pick<
    Row<'deals'>,
    | 'id'
    | 'name'
    | 'description'
    | 'amount'
    | 'currency'
    | 'pipelineId'
    | 'stageId'
    | 'status'
    | 'closeReason'
    | 'responsibleId'
    | 'tags'
    | 'createdAt'
    | 'closedAt'
    | 'variables'
  >;
  contact:
    | Pick<Row<'contacts'>, 'id' | 'name' | 'phone' | 'email' | 'responsibleId' | 'tags' | 'createdAt' | 'variables'>
    | undefined;
}

/** Writes single cells so that a spreadsheet shows them right, runs none of them, and an import reads them back. */
export class CellWriter {
  readonly #config: ProjectConfig;
  readonly #layout: Layout;
  readonly #stages: Map<string, string>;
  readonly #pipelines: Map<string, string>;
  readonly #members: Map<string, string>;

  constructor(config: ProjectConfig, layout: Layout) {
    this.#config = config;
    this.#layout = layout;
    this.#stages = new Map(config.pipelines.flatMap(({ stages }) => stages.map(({ id, name }) => [id, name])));
    this.#pipelines = new Map(config.pipelines.map(({ row }) => [row.id, row.name]));
    this.#members = memberNames(config);
  }

  cell(field: string, { deal, contact }: ExportRow): string {
    const variable = variableOf(field);
    if (variable) {
      const owner = variable.entity === 'deal' ? deal : contact;
      return this.#variable(variable, owner?.variables[variable.name]);
    }
    if (!isExchangeField(field)) return '';
    return field.startsWith('contact.') ? this.#contactCell(field, contact) : this.#dealCell(field, deal);
  }

  #contactCell(field: ExchangeField, contact: ExportRow['contact']): string {
    if (!contact) return '';
    switch (field) {
      case 'contact.id':
        return contact.id;
      case 'contact.name':
        return guardText(contact.name);
      case 'contact.phone':
        return this.#phone(contact.phone);
      case 'contact.email':
        return guardText(contact.email ?? '');
      case 'contact.responsible':
        return this.#member(contact.responsibleId);
      case 'contact.tags':
        return this.#tags(contact.tags);
      case 'contact.created':
        return this.#moment(contact.createdAt);
      default:
        return '';
    }
  }

  #dealCell(field: ExchangeField, deal: ExportRow['deal']): string {
    if (!deal) return '';
    switch (field) {
      case 'id':
        return deal.id;
      case 'name':
        return guardText(deal.name);
      case 'amount':
        return deal.amount === null ? '' : this.#money(deal.amount, deal.currency);
      case 'currency':
        return deal.currency;
      case 'pipeline':
        return guardText(this.#pipelines.get(deal.pipelineId ?? '') ?? '');
      case 'stage':
        return guardText(this.#stages.get(deal.stageId ?? '') ?? '');
      case 'status':
        return statusNames[this.#layout][deal.status];
      case 'close_reason':
        return guardText(deal.closeReason ?? '');
      case 'responsible':
        return this.#member(deal.responsibleId);
      case 'tags':
        return this.#tags(deal.tags);
      case 'created':
        return this.#moment(deal.createdAt);
      case 'closed':
        return deal.closedAt ? this.#moment(deal.closedAt) : '';
      case 'description':
        return guardText(deal.description);
      default:
        return '';
    }
  }

  #variable({ entity, name }: { entity: 'deal' | 'contact'; name: string }, value: VariableValue | undefined): string {
    if (value === undefined || value === null) return '';
    const field = this.#config.fields.find((one) => one.entity === entity && one.key === name);
    if (typeof value === 'number') {
      if (field?.type === 'money') return this.#money(value, field.options.currency ?? 'RUB');
      return field?.type === 'number' ? this.#number(String(value)) : String(value);
    }
    if (field?.type === 'member' && typeof value === 'string') return this.#members.get(value) ?? value;
    return guardText(typeof value === 'string' ? value : JSON.stringify(value));
  }

  /** `+79161234567` is a number to a spreadsheet, never a formula with anything in it: it stays as it is. */
  #phone(phone: string | null): string {
    return phone === null || isE164(phone) ? (phone ?? '') : guardText(phone);
  }

  #member(id: string | null): string {
    return id === null ? '' : guardText(this.#members.get(id) ?? '');
  }

  #tags(tags: readonly string[]): string {
    return guardText(tagsCell(tags));
  }

  #money(amount: number, currency: string): string {
    const digits = minorDigits(currency);
    if (digits === 0) return String(amount);
    const text = String(Math.abs(amount)).padStart(digits + 1, '0');
    return this.#number(`${amount < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`);
  }

  #number(text: string): string {
    return this.#layout === 'ru' ? text.replace('.', ',') : text;
  }

  #moment(at: Date): string {
    const { timeZone } = this.#config.project.settings;
    return DateTime.fromJSDate(at, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm:ss');
  }
}

/** A name that two members share says nothing: then it is the address. */
function memberNames({ members }: ProjectConfig): Map<string, string> {
  const count = (name: string) => members.filter((one) => one.name === name).length;
  return new Map(members.map(({ row, name, email }) => [row.id, count(name) > 1 ? email : name]));
}
