import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldView } from '../../api/contract/fields.ts';
import { asId } from '../../kernel/ids.ts';
import { useProject } from '../app/session.ts';
import type { FileOwner } from '../app/upload-file.ts';
import classes from './field-editor.module.css';
import { fieldText } from './field-text.ts';
import { FileField } from './file-field.tsx';
import { InlineText, type SaveOutcome } from './inline-text.tsx';
import { MemberPicker } from './member-picker.tsx';
import { editableMoney, parseMoney } from './money.ts';
import { saveChoice } from './save-choice.ts';
import { StageDot } from './stage-dot.tsx';
import { toastProblem } from './toast.tsx';

export type FieldJson = string | number | null;

interface FieldEditorProps {
  field: FieldView;
  value: unknown;
  readOnly: boolean;
  /** What a new file hangs on. */
  on: FileOwner;
  /** `over` is what the field showed when it was pressed, as `editableField` makes it. */
  onSave: (value: FieldJson, over: string) => Promise<SaveOutcome>;
}

/** A custom field's value with the editor of its type. An emptied one is removed. */
export function FieldEditor({ field, value, readOnly, on, onSave }: FieldEditorProps) {
  const { i18n } = useTranslation('ui');
  const members = useProject()?.members;
  const memberName = (id: string) => members?.find((member) => member.id === id)?.name;
  const pick = (next: FieldJson) =>
    void saveChoice({
      id: `choice ${field.id}`,
      chosen: editableField(field, next),
      over: editableField(field, value),
      save: (over) => onSave(next, over),
      nameOf: (newer) => fieldText(field, newer, { language: i18n.language, memberName }),
    });
  switch (field.type) {
    case 'member':
      return (
        <MemberPicker
          label={field.name}
          value={typeof value === 'string' ? asId<'member'>(value) : null}
          readOnly={readOnly}
          onChange={pick}
        />
      );
    case 'choice':
      return <ChoiceField field={field} value={value} readOnly={readOnly} onChange={pick} />;
    case 'date':
      return <DayField field={field} value={value} readOnly={readOnly} onChange={pick} />;
    case 'file':
      return (
        <FileField
          label={field.name}
          value={typeof value === 'string' ? value : null}
          on={on}
          readOnly={readOnly}
          onChange={pick}
        />
      );
    default:
      return <TypedField field={field} value={value} readOnly={readOnly} onSave={onSave} />;
  }
}

/** As the field's editor takes it; two texts tell whether somebody else has changed it meanwhile. */
export function editableField(field: FieldView, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (field.type === 'money' && typeof value === 'number') return editableMoney(value, field.options.currency ?? 'RUB');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Text, number and money are typed. */
function TypedField({ field, value, readOnly, onSave }: Omit<FieldEditorProps, 'on'>) {
  const { t, i18n } = useTranslation('ui');
  const save = async (text: string, over: string): Promise<SaveOutcome> => {
    const parsed = parseField(field, text);
    if (parsed !== undefined) return await onSave(parsed, over);
    toastProblem({ id: field.id, message: t('field.notNumber', { name: field.name }) });
    return { kind: 'failed' };
  };
  return (
    <InlineText
      label={field.name}
      value={editableField(field, value)}
      display={fieldText(field, value, { language: i18n.language, memberName: () => undefined })}
      placeholder={t('add')}
      readOnly={readOnly}
      inputMode={field.type === 'text' ? 'text' : 'decimal'}
      maxLength={field.type === 'text' ? 20_000 : 40}
      onSave={save}
    />
  );
}

/** Undefined for what is no value of the field. */
function parseField(field: FieldView, text: string): FieldJson | undefined {
  if (text === '') return null;
  if (field.type === 'text') return text;
  if (field.type === 'money') return parseMoney(text, field.options.currency ?? 'RUB');
  const bare = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^[+-]?\d+(\.\d+)?$/.test(bare) ? Number(bare) : undefined;
}

interface PickedProps {
  field: FieldView;
  value: unknown;
  readOnly: boolean;
  onChange: (value: FieldJson) => void;
}

function ChoiceField({ field, value, readOnly, onChange }: PickedProps) {
  const { t } = useTranslation('ui');
  const choices = field.options.choices ?? [];
  const text = typeof value === 'string' && value !== '' ? value : null;
  return (
    <Menu width={220}>
      <Menu.Target>
        <UnstyledButton
          className={classes.choice}
          disabled={readOnly}
          aria-label={`${field.name}: ${text ?? t('field.none')}`}
        >
          <ChoiceMark field={field} value={text} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.list}>
        {choices.map((choice) => (
          <Menu.Item
            key={choice.value}
            leftSection={<StageDot color={choice.color} />}
            rightSection={choice.value === text && <IconCheck size={14} />}
            onClick={() => choice.value !== text && onChange(choice.value)}
          >
            {choice.value}
          </Menu.Item>
        ))}
        {text !== null && (
          <Menu.Item leftSection={<IconX size={13} stroke={1.8} />} onClick={() => onChange(null)}>
            {t('field.clear')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** An option that is no longer offered is grey. */
export function ChoiceMark({ field, value }: { field: Pick<FieldView, 'options'>; value: string | null }) {
  const { t } = useTranslation('ui');
  if (value === null) return <span className={classes.none}>{t('add')}</span>;
  const choice = field.options.choices?.find((one) => one.value === value);
  return (
    <span className={classes.mark}>
      <StageDot color={choice?.color ?? 'gray'} />
      {value}
    </span>
  );
}

function DayField({ field, value, readOnly, onChange }: PickedProps) {
  const { t, i18n } = useTranslation('ui');
  const members = useProject()?.members;
  const input = useId();
  const day = typeof value === 'string' ? value : '';
  const memberName = (id: string) => members?.find((member) => member.id === id)?.name;
  return (
    <label
      htmlFor={input}
      className={classes.day}
      data-empty={day === '' || undefined}
      data-read-only={readOnly || undefined}
    >
      {day === '' ? t('add') : fieldText(field, day, { language: i18n.language, memberName })}
      {!readOnly && (
        <input
          id={input}
          type="date"
          aria-label={field.name}
          value={day}
          onClick={(event) => event.currentTarget.showPicker?.()}
          // A year is typed digit by digit: 0002 is no year that anybody means.
          onChange={({ currentTarget: { value: next } }) => !next.startsWith('0') && onChange(next || null)}
        />
      )}
    </label>
  );
}
