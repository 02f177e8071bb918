import { exchangeFieldKeys, isFieldOf } from '../../crm-core/imports/import-fields.ts';
import type { imports } from '../contract/imports.ts';
import type { Handler } from '../http/handler.ts';
import { getImportRow, importView } from './import-view.ts';

export const getImport: Handler<typeof imports.get> = async ({ deps, caller, params }) => {
  const row = await getImportRow(deps.core.db, params);
  const own = exchangeFieldKeys.filter((field) => isFieldOf(row.entity, field));
  const custom = caller.config.fields.map(({ entity, key }) => `${entity}.${key}`);
  return { import: importView(row), fields: [...own, ...custom.filter((field) => isFieldOf(row.entity, field))] };
};
