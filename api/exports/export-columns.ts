import type { ProjectConfig } from '../../crm-core/config/project-config.ts';
import { guardText } from '../../crm-core/imports/guarded-text.ts';
import { exchangeFieldKeys, exchangeFields, isExchangeField, isFieldOf } from '../../crm-core/imports/import-fields.ts';
import { badInput } from '../../kernel/errors.ts';
import type { Layout } from './export-cell.ts';

/** Throws `bad_input` for what is no column of deals or of contacts. */
export function columnsOf(entity: 'deal' | 'contact', asked: string | undefined, config: ProjectConfig): string[] {
  const custom = config.fields.map((field) => `${field.entity}.${field.key}`);
  const all = [...exchangeFieldKeys, ...custom].filter((field) => isFieldOf(entity, field));
  const columns = asked ? [...new Set(asked.split(','))] : all;
  const wrong = columns.find((field) => !isFieldOf(entity, field));
  if (wrong !== undefined) throw badInput(`${wrong} is no column of ${entity}s`, { field: 'columns' });
  return columns;
}

/** As people call it; a custom field whose name means something else to an import goes by its key. */
export function headerOf(field: string, layout: Layout, config: ProjectConfig): string {
  if (isExchangeField(field)) return exchangeFields[field][layout][0];
  const custom = config.fields.find(({ entity, key }) => `${entity}.${key}` === field);
  return guardText(custom && !isTaken(custom.name, config) ? custom.name : field);
}

function isTaken(name: string, config: ProjectConfig): boolean {
  const same = (one: string) => one.toLowerCase() === name.toLowerCase();
  const ours = exchangeFieldKeys.flatMap((key) => [...exchangeFields[key].ru, ...exchangeFields[key].en]);
  return ours.some(same) || config.fields.filter((one) => same(one.name)).length > 1;
}
