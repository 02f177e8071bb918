import { Popover, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition, DealFilter } from '../../../api/contract/deal-filter.ts';
import type { NamedField } from '../../app/deal-fields.ts';
import type { PickOption } from '../../ui/pick-list.tsx';
import { ConditionEditor } from './condition-editor.tsx';
import { isWhole } from './condition-forms.ts';
import { conditionWords } from './condition-words.ts';
import classes from './filter-chips.module.css';

interface FilterChipsProps {
  filter: DealFilter;
  onFilter: (filter: DealFilter) => void;
  fields: readonly NamedField[];
  optionsOf: (field: NamedField) => PickOption[];
  currency: string;
}

/** Every condition that holds as a chip: press it to change it, its cross to take it off. */
export function FilterChips({ filter, onFilter, fields, optionsOf, currency }: FilterChipsProps) {
  const { t } = useTranslation('filter');
  const { conditions = [] } = filter;
  if (conditions.length === 0) return null;

  const without = (at: number) => onFilter({ ...filter, conditions: conditions.toSpliced(at, 1) });
  return (
    <ul className={classes.chips} aria-label={t('conditions')}>
      {conditions.map((condition, at) => (
        <Chip
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is known by its place; two may be alike
          key={`${at} ${condition.field}`}
          condition={condition}
          field={fields.find(({ key }) => key === condition.field) ?? unknownField(condition.field)}
          optionsOf={optionsOf}
          currency={currency}
          onChange={(next) => onFilter({ ...filter, conditions: conditions.with(at, next) })}
          onRemove={() => without(at)}
        />
      ))}
      <li>
        <UnstyledButton className={classes.clear} onClick={() => onFilter({ ...filter, conditions: [] })}>
          {t('clear')}
        </UnstyledButton>
      </li>
    </ul>
  );
}

interface ChipProps {
  condition: Condition;
  field: NamedField;
  optionsOf: (field: NamedField) => PickOption[];
  currency: string;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

function Chip({ condition, field, optionsOf, currency, onChange, onRemove }: ChipProps) {
  const { t, i18n } = useTranslation('filter');
  const [draft, setDraft] = useState<Condition>();
  const words = conditionWords(field, condition, { t, language: i18n.language, currency, optionsOf });
  /** What is not whole when the person leaves stays as it was. */
  const end = () => setDraft(undefined);

  return (
    <li className={classes.chip}>
      <Popover
        opened={draft !== undefined}
        onChange={(open) => !open && end()}
        width={300}
        position="bottom-start"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <UnstyledButton className={classes.words} onClick={() => setDraft(draft ? undefined : condition)}>
            <span className={classes.field}>{field.name}</span> {words}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown p={6} aria-label={field.name}>
          {draft && (
            <ConditionEditor
              field={field}
              draft={draft}
              currency={currency}
              options={optionsOf(field)}
              onDraft={(next) => {
                setDraft(next);
                if (isWhole(next)) onChange(next);
              }}
              onEnd={end}
            />
          )}
        </Popover.Dropdown>
      </Popover>
      <UnstyledButton
        className={classes.remove}
        aria-label={t('without', { what: `${field.name} ${words}` })}
        onClick={onRemove}
      >
        <IconX size={12} stroke={2} />
      </UnstyledButton>
    </li>
  );
}

/** A field that is gone, or that the role does not see, still says that it narrows. */
function unknownField(key: string): NamedField {
  return { key, name: key.replace(/^(deal|contact)\./, ''), kind: 'variable', group: 'dealVariables' };
}
