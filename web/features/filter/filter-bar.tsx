import { useRef } from 'react';
import type { Condition, DealFilter } from '../../../api/contract/deal-filter.ts';
import type { NamedField } from '../../app/deal-fields.ts';
import type { PickOption } from '../../ui/pick-list.tsx';
import { AddCondition } from './add-condition.tsx';
import { isWhole } from './condition-forms.ts';
import classes from './filter-bar.module.css';
import { SearchField } from './search-field.tsx';

interface FilterBarProps {
  filter: DealFilter;
  onFilter: (filter: DealFilter) => void;
  fields: readonly NamedField[];
  optionsOf: (field: NamedField) => PickOption[];
  currency: string;
}

/** Search, and the door to further conditions; those that are set stand below as chips. */
export function FilterBar({ filter, onFilter, fields, optionsOf, currency }: FilterBarProps) {
  const { conditions = [] } = filter;
  /** Where the condition that is being made stands among the others; undefined until it is a whole one. */
  const making = useRef<number | undefined>(undefined);

  const add = (draft: Condition) => {
    if (making.current === undefined) {
      if (!isWhole(draft)) return;
      making.current = conditions.length;
      return onFilter({ ...filter, conditions: [...conditions, draft] });
    }
    onFilter({ ...filter, conditions: replaced(conditions, making.current, draft) });
    if (!isWhole(draft)) making.current = undefined;
  };
  return (
    <search className={classes.bar}>
      <AddCondition
        fields={fields}
        currency={currency}
        optionsOf={optionsOf}
        onAdd={add}
        onEnd={() => {
          making.current = undefined;
        }}
      />
      <SearchField
        value={filter.search ?? ''}
        onSearch={(search) => {
          const { search: _, ...rest } = filter;
          onFilter(search ? { ...rest, search } : rest);
        }}
      />
    </search>
  );
}

/** A condition that is no whole one any more holds nothing back: it goes. */
export function replaced(conditions: readonly Condition[], at: number, draft: Condition): Condition[] {
  return isWhole(draft) ? conditions.with(at, draft) : conditions.toSpliced(at, 1);
}
