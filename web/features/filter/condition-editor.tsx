import { CloseButton, Select } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition, Op } from '../../../api/contract/deal-filter.ts';
import type { NamedField } from '../../app/deal-fields.ts';
import type { PickOption } from '../../ui/pick-list.tsx';
import classes from './condition-editor.module.css';
import { operandForm, opsOf, withOp } from './condition-forms.ts';
import { FieldIcon } from './field-icon.tsx';
import { OperandEditor } from './operand-editor.tsx';

interface ConditionEditorProps {
  field: NamedField;
  draft: Condition;
  /** Of amounts that name none. */
  currency: string;
  options: PickOption[];
  onDraft: (draft: Condition) => void;
  onEnd: () => void;
}

/** One condition: what is asked of the field, and of which value. It holds as soon as it is whole. */
export function ConditionEditor({ field, draft, currency, options, onDraft, onEnd }: ConditionEditorProps) {
  const { t } = useTranslation('filter');
  const form = operandForm(field, draft.op);
  const root = useRef<HTMLDivElement>(null);
  // What was pressed to come here has gone, and the focus with it.
  useEffect(() => {
    const first = ['[data-autofocus]', '[class*=day]', 'input'].flatMap(
      (one) => root.current?.querySelector(one) ?? [],
    );
    if (first[0] instanceof HTMLElement) first[0].focus({ preventScroll: true });
  }, []);

  return (
    <div ref={root} className={classes.editor}>
      <div className={classes.head}>
        <FieldIcon field={field} />
        <span className={classes.name} title={field.name}>
          {field.name}
        </span>
        <CloseButton size="sm" aria-label={t('done')} onClick={onEnd} />
      </div>
      <Select
        aria-label={t('opLabel')}
        data={opsOf(field).map((op) => ({ value: op, label: t(`op.${opWord(op, field)}`) }))}
        value={draft.op}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(op) => onDraft(withOp(field, draft, (op ?? draft.op) as Op))} // the data above are its only values
      />
      <OperandEditor
        key={`${form.kind} ${'pair' in form && form.pair}`}
        form={form}
        label={field.name}
        value={draft.value}
        currency={currency}
        options={options}
        creatable={field.kind === 'tags'}
        onValue={(value) => {
          const { value: _, ...rest } = draft;
          onDraft(value === undefined ? rest : { ...rest, value });
        }}
        onEnd={onEnd}
      />
    </div>
  );
}

/** Days begin and end, numbers are at least and at most. */
function opWord(op: Op, field: NamedField): string {
  const ofDays = field.kind === 'moment' || field.holds === 'date';
  return ofDays && ['at_least', 'at_most', 'between'].includes(op) ? `day_${op}` : op;
}
