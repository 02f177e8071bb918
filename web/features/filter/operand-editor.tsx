import { Chip, Group, NumberInput, TextInput } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useDebouncedCallback } from '@mantine/hooks';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '../../../api/contract/deal-filter.ts';
import { currencySymbol, editableMoney, parseMoney } from '../../ui/money.ts';
import { PickList, type PickOption } from '../../ui/pick-list.tsx';
import { typedVariable } from '../../ui/variable-text.ts';
import classes from './condition-editor.module.css';
import type { OperandForm } from './condition-forms.ts';

type Value = Condition['value'];

interface OperandEditorProps {
  form: OperandForm;
  label: string;
  value: Value;
  currency: string;
  options: PickOption[];
  creatable: boolean;
  /** Undefined while it is not a whole one. */
  onValue: (value: Value) => void;
  onEnd: () => void;
}

/** The editor that fits what the operator asks for. */
export function OperandEditor(props: OperandEditorProps) {
  const { form, label, value, options, creatable, onValue, onEnd } = props;
  switch (form.kind) {
    case 'none':
      return null;
    case 'days':
      return <DaysField value={value} onValue={onValue} onEnd={onEnd} />;
    case 'day':
      return <DayField {...props} pair={form.pair} />;
    case 'text':
      return <TypedField label={label} start={String(value ?? '')} read={textOf} onValue={onValue} onEnd={onEnd} />;
    case 'typed':
      return <TypedField label={label} start={String(value ?? '')} read={typedOf} onValue={onValue} onEnd={onEnd} />;
    case 'number':
      return <PairField {...props} pair={form.pair} show={(one) => String(one)} read={numberOf} />;
    case 'money': {
      const currency = form.currency ?? props.currency;
      const show = (one: number) => editableMoney(one, currency);
      return (
        <PairField
          {...props}
          pair={form.pair}
          show={show}
          read={(text) => parseMoney(text, currency)}
          unit={currency}
        />
      );
    }
    case 'list': {
      const picked = Array.isArray(value) ? value.map(String) : [];
      const novel = picked.filter((one) => !options.some((option) => option.value === one));
      return (
        <PickList
          label={label}
          options={[...options, ...(creatable ? novel.map((one) => ({ value: one, label: one })) : [])]}
          value={picked}
          creatable={creatable}
          onEscape={onEnd}
          onPick={(one) => {
            const next = picked.includes(one) ? picked.filter((other) => other !== one) : [...picked, one];
            onValue(next.length > 0 ? next : undefined);
          }}
        />
      );
    }
  }
}

function DaysField({ value, onValue, onEnd }: Pick<OperandEditorProps, 'value' | 'onValue' | 'onEnd'>) {
  const { t } = useTranslation('filter');
  const days = typeof value === 'number' ? value : 7;
  return (
    <div className={classes.days}>
      <Chip.Group value={String(days)} onChange={(next) => onValue(Number(next))}>
        <Group gap={6}>
          {[1, 7, 30, 90].map((one) => (
            <Chip key={one} value={String(one)} size="xs" variant="outline">
              {one}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <NumberInput
        flex={1}
        aria-label={t('days')}
        value={days}
        min={1}
        max={3660}
        allowDecimal={false}
        suffix={` ${t('daysUnit')}`}
        data-autofocus
        onChange={(next) => onValue(typeof next === 'number' && next >= 1 ? next : undefined)}
        onKeyDown={(event) => event.key === 'Enter' && onEnd()}
      />
    </div>
  );
}

function DayField({ value, pair, onValue }: OperandEditorProps & { pair: boolean }) {
  const [range, setRange] = useState<[string | null, string | null]>(
    Array.isArray(value) ? [day(value[0]), day(value[1])] : [null, null],
  );
  return (
    <div className={classes.calendar}>
      {pair ? (
        <DatePicker
          size="xs"
          type="range"
          allowSingleDateInRange
          value={range}
          onChange={(next) => {
            setRange(next);
            const [from, to] = next;
            onValue(from && to ? [from, to] : undefined);
          }}
        />
      ) : (
        <DatePicker size="xs" value={day(value)} onChange={(next) => onValue(next ?? undefined)} />
      )}
    </div>
  );
}

interface PairFieldProps extends OperandEditorProps {
  pair: boolean;
  show: (value: number) => string;
  read: (text: string) => number | undefined;
  /** A currency. */
  unit?: string;
}

/** One number, or from and to. */
function PairField({ label, value, pair, show, read, unit, onValue, onEnd }: PairFieldProps) {
  const { t } = useTranslation('filter');
  const [ends, setEnds] = useState<(number | undefined)[]>(
    (Array.isArray(value) ? value : [value]).map((one) => (typeof one === 'number' ? one : undefined)),
  );
  const change = (at: 0 | 1, next: number | undefined) => {
    const now = at === 0 ? [next, ends[1]] : [ends[0], next];
    setEnds(now);
    const [from, to] = now;
    if (!pair) return onValue(from);
    onValue(from === undefined || to === undefined ? undefined : [from, to]);
  };
  const field = (at: 0 | 1, name: string) => (
    <TypedField
      label={name}
      start={ends[at] === undefined ? '' : show(ends[at])}
      read={read}
      unit={unit}
      first={at === 0}
      onValue={(next) => change(at, next)}
      onEnd={onEnd}
    />
  );
  if (!pair) return field(0, label);
  return (
    <div className={classes.pair}>
      {field(0, t('from'))}
      {field(1, t('to'))}
    </div>
  );
}

interface TypedFieldProps<Read> {
  label: string;
  start: string;
  read: (text: string) => Read | undefined;
  unit?: string | undefined;
  first?: boolean;
  onValue: (value: Read | undefined) => void;
  onEnd: () => void;
}

function TypedField<Read>({ label, start, read, unit, first = true, onValue, onEnd }: TypedFieldProps<Read>) {
  const { i18n } = useTranslation();
  const [text, setText] = useState(start);
  const tell = useDebouncedCallback((next: string) => onValue(read(next)), { delay: 250, flushOnUnmount: true });
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    tell.flush();
    onEnd();
  };
  return (
    <TextInput
      flex={1}
      aria-label={label}
      placeholder={label}
      value={text}
      maxLength={200}
      error={text.trim() !== '' && read(text) === undefined}
      {...(unit && { rightSection: currencySymbol(unit, i18n.language), inputMode: 'decimal' as const })}
      {...(first && { 'data-autofocus': true })}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
      onKeyDown={keys}
    />
  );
}

function textOf(text: string): string | undefined {
  return text.trim() || undefined;
}

function typedOf(text: string): string | number | boolean | undefined {
  return text.trim() === '' ? undefined : typedVariable(text.trim());
}

function numberOf(text: string): number | undefined {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : undefined;
}

function day(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, 10) : null;
}
