import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '../../../api/contract/deal-filter.ts';
import type { NamedField } from '../../app/deal-fields.ts';
import { PickList, type PickOption } from '../../ui/pick-list.tsx';
import { ConditionEditor } from './condition-editor.tsx';
import { firstOp, firstValue, operandForm } from './condition-forms.ts';
import classes from './field-icon.module.css';
import { FieldIcon } from './field-icon.tsx';
import { quickFilters } from './quick-filters.tsx';

interface AddConditionProps {
  fields: readonly NamedField[];
  currency: string;
  optionsOf: (field: NamedField) => PickOption[];
  /** Called whenever the condition that is being made is a whole one. */
  onAdd: (condition: Condition) => void;
  /** Called when the person has finished with it. */
  onEnd: () => void;
  /** What opens it; default: the funnel of the top bar. */
  children?: (open: () => void) => ReactNode;
}

/** A field first, then what is asked of it, in one pop-over. */
export function AddCondition({ fields, currency, optionsOf, onAdd, onEnd, children }: AddConditionProps) {
  const { t } = useTranslation('filter');
  const { t: tFields } = useTranslation('fields');
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState<Condition>();
  const field = fields.find(({ key }) => key === draft?.field);

  const begin = () => {
    setDraft(undefined);
    setOpen(true);
  };
  const end = () => {
    setOpen(false);
    onEnd();
  };
  const choose = (key: string) => {
    const quick = quickFilters.find(({ name }) => `quick ${name}` === key);
    if (quick) {
      onAdd(quick.condition);
      return end();
    }
    const chosen = fields.find((one) => one.key === key);
    if (!chosen) return;
    const op = firstOp(chosen);
    const value = firstValue(operandForm(chosen, op));
    const next = { field: key, op, ...(value !== undefined && { value }) };
    setDraft(next);
    if (operandForm(chosen, op).kind !== 'list') onAdd(next);
  };
  return (
    <Popover opened={open} onChange={(next) => !next && end()} position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        {children ? (
          <span>{children(begin)}</span>
        ) : (
          <Tooltip label={t('add')} disabled={open}>
            <ActionIcon size={30} aria-label={t('add')} aria-expanded={open} onClick={() => (open ? end() : begin())}>
              <IconFilter size={17} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        )}
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={t('add')}>
        {field && draft ? (
          <ConditionEditor
            field={field}
            draft={draft}
            currency={currency}
            options={optionsOf(field)}
            onDraft={(next) => {
              setDraft(next);
              onAdd(next);
            }}
            onEnd={end}
          />
        ) : (
          <PickList
            label={t('field')}
            searchable
            options={[
              ...quickFilters
                .filter(({ condition }) => fields.some((one) => one.key === condition.field))
                .map(({ name, icon }) => ({
                  value: `quick ${name}`,
                  label: t(`quick.${name}`),
                  icon: <span className={classes.icon}>{icon}</span>,
                  group: t('quick.title'),
                })),
              ...fields.map((one) => ({
                value: one.key,
                label: one.name,
                icon: <FieldIcon field={one} />,
                group: tFields(`group.${one.group}`),
              })),
            ]}
            value={[]}
            onPick={choose}
            onEscape={end}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
