import { DatePicker } from '@mantine/dates';
import { editableMoney, parseMoney } from '../../ui/money.ts';
import { PickList } from '../../ui/pick-list.tsx';
import { memberOptions } from '../../ui/pick-options.tsx';
import { StageDot } from '../../ui/stage-dot.tsx';
import { typedVariable } from '../../ui/variable-text.ts';
import { CellPicker, type EditorProps } from './cell-picker.tsx';
import { CellTextField } from './cell-text-field.tsx';
import { useListSurroundings } from './list-context.ts';
import { useSaveCell } from './use-save-cell.ts';
import { variableOf } from './variable-of.ts';

/** Edits a variable by what it holds; one that the project has not declared is typed as text or a number. */
export function VariableEditor({ row, field, onClose }: EditorProps) {
  const { members } = useListSurroundings();
  const save = useSaveCell();
  const name = field.key.slice('deal.'.length);
  const value = variableOf(row, field.key);
  const store = (next: string | number | boolean | null) =>
    void save(row, field, {
      patch: { variables: { [name]: next } },
      name: `variables.${name}`,
      read: (deal) => String(deal.variables[name] ?? ''),
    });
  const pick = (next: string) => {
    onClose();
    store(next === String(value) ? null : next);
  };

  switch (field.holds) {
    case 'choice':
    case 'member': {
      const choices = (field.choices ?? []).map(({ value: choice, color }) => ({
        value: choice,
        label: choice,
        icon: <StageDot color={color} />,
      }));
      return (
        <CellPicker {...{ row, field, onClose }}>
          <PickList
            label={field.name}
            options={field.holds === 'choice' ? choices : memberOptions(members)}
            value={value === undefined || value === null ? [] : [String(value)]}
            onPick={pick}
            onEscape={onClose}
          />
        </CellPicker>
      );
    }
    case 'date':
      return (
        <CellPicker {...{ row, field, onClose }}>
          <DatePicker
            value={typeof value === 'string' ? value : null}
            allowDeselect
            onChange={(day) => {
              onClose();
              store(day);
            }}
          />
        </CellPicker>
      );
    case 'money': {
      const currency = field.currency ?? row.currency;
      return (
        <CellTextField
          label={field.name}
          value={typeof value === 'number' ? editableMoney(value, currency) : ''}
          inputMode="decimal"
          align="right"
          onClose={onClose}
          onSave={(text) => store(text === '' ? null : (parseMoney(text, currency) ?? null))}
        />
      );
    }
    default:
      return (
        <CellTextField
          label={field.name}
          value={value === undefined || value === null ? '' : String(value)}
          maxLength={65_536}
          {...(field.holds === 'number' && { inputMode: 'decimal' as const, align: 'right' as const })}
          onClose={onClose}
          onSave={(text) => store(text === '' ? null : field.holds === 'text' ? text : typedVariable(text))}
        />
      );
  }
}
