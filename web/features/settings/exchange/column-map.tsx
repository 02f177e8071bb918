import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { ImportPlanView, ImportView } from '../../../../api/contract/imports.ts';
import { useOperation } from '../../../app/api.ts';
import { useProjectId } from '../../../app/session.ts';
import classes from './column-map.module.css';
import { useFieldNames } from './use-field-names.ts';
import { variableField } from './variable-field.ts';

interface ColumnMapProps {
  draft: ImportView;
  /** That the server knows, beside new variables. */
  fields: string[];
  plan: ImportPlanView;
  onPlan: (plan: ImportPlanView) => void;
}

/** Each column of the file with what stands in it, and the field that it fills. */
export function ColumnMap({ draft, fields, plan, onPlan }: ColumnMapProps) {
  const { t } = useTranslation('exchange');
  const params = { projectId: useProjectId(), importId: draft.id };
  const { data: samples = [] } = useOperation(api.imports.rows, { params, query: { status: 'waiting' } });
  const left = plan.columns.filter((field) => field === null).length;
  const choose = (at: number, field: string | null) =>
    onPlan({
      ...plan,
      columns: draft.headers.map((_, column) => (column === at ? field : (plan.columns[column] ?? null))),
    });

  return (
    <div className={classes.map}>
      <p className={classes.text} role="status">
        {left === 0 ? t('allMapped') : t('leftOut', { count: left })}
      </p>
      <ul className={classes.columns}>
        {draft.headers.map((header, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name, and none comes or goes
          <li key={at} className={classes.column} data-unused={!plan.columns[at] || undefined}>
            <div className={classes.words}>
              <span className={classes.header}>{header || t('noHeader', { number: at + 1 })}</span>
              <span className={classes.samples}>
                {samples
                  .slice(0, 3)
                  .map((row) => row.cells[at])
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </div>
            <FieldSelect
              label={t('fieldOf', { header: header || at + 1 })}
              entity={draft.entity}
              header={header}
              fields={fields}
              taken={plan.columns}
              value={plan.columns[at] ?? null}
              onChange={(field) => choose(at, field)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface FieldSelectProps {
  label: string;
  entity: ImportView['entity'];
  header: string;
  fields: string[];
  taken: (string | null)[];
  value: string | null;
  onChange: (field: string | null) => void;
}

function FieldSelect({ label, entity, header, fields, taken, value, onChange }: FieldSelectProps) {
  const { t } = useTranslation('exchange');
  const nameOf = useFieldNames();
  const option = (field: string) => ({
    value: field,
    label: nameOf(field),
    disabled: field !== value && taken.includes(field),
  });
  const own = variableField(entity === 'deal' ? 'deal' : 'contact', header);
  const ofContact = variableField('contact', header);
  const variables = [...new Set([own, ...(entity === 'deal' ? [ofContact] : []), value])].flatMap((field) =>
    field && !fields.includes(field) ? [field] : [],
  );
  const groups = [
    { group: t('groups.deal'), items: fields.filter((field) => !field.startsWith('contact.')).map(option) },
    { group: t('groups.contact'), items: fields.filter((field) => field.startsWith('contact.')).map(option) },
    {
      group: t('groups.variable'),
      items: variables.map((field) => ({
        ...option(field),
        label: t(field.startsWith('deal.') ? 'variableOfDeal' : 'variableOfContact', { name: nameOf(field) }),
      })),
    },
  ].filter(({ items }) => items.length > 0);

  return (
    <Select
      aria-label={label}
      className={classes.select}
      placeholder={t('notImported')}
      data={groups}
      value={value}
      onChange={onChange}
      clearable
      clearButtonProps={{ 'aria-label': t('notImported') }}
      searchable
      nothingFoundMessage={t('nothingFound')}
      maxDropdownHeight={300}
    />
  );
}
