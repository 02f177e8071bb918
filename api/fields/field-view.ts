import type { Row } from '../../crm-core/work/tables.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { FieldView } from '../contract/fields.ts';
import { color } from '../contract/values.ts';

export function fieldView({ id, entity, key, name, type, options, version }: Row<'fields'>): FieldView {
  const { currency, choices } = options;
  return {
    ...{ id, entity, key, name, type, version },
    options: {
      ...(currency && { currency }),
      ...(choices && { choices: choices.map((one) => ({ ...one, color: color.catch('gray').parse(one.color) })) }),
    },
  };
}

/** All custom fields as they stand after a commit. */
export async function listFieldViews({ core }: ApiDeps, projectId: ProjectId): Promise<FieldView[]> {
  return (await core.configs.current(projectId)).fields.map(fieldView);
}
