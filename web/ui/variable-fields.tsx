import { UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { FieldEntity } from '../../api/contract/fields.ts';
import { variableName, type variableValue } from '../../api/contract/values.ts';
import { useProject } from '../app/session.ts';
import type { FileOwner } from '../app/upload-file.ts';
import { editableField, FieldEditor } from './field-editor.tsx';
import { InlineText, type SaveOutcome } from './inline-text.tsx';
import { Property } from './property-section.tsx';
import classes from './variable-fields.module.css';
import { typedVariable, variableText } from './variable-text.ts';

type Value = z.input<typeof variableValue>;

interface VariableFieldsProps {
  /** Flows read the values as `deal.x` or `contact.x`. */
  entity: FieldEntity;
  variables: Record<string, unknown>;
  readOnly: boolean;
  /** What a new file hangs on. */
  on: FileOwner;
  /** `editable` makes of the newest value the text that `over` is one of. */
  onSave: (name: string, value: Value, over: string, editable: (value: unknown) => string) => Promise<SaveOutcome>;
}

/** Custom fields in their order, each with the editor of its type, and then the variables that have no field. An emptied one is removed. */
export function VariableFields({ entity, variables, readOnly, on, onSave }: VariableFieldsProps) {
  const { i18n, t } = useTranslation('ui');
  const fields = (useProject()?.fields ?? []).filter((field) => field.entity === entity);
  const keys = new Set<string>(fields.map((field) => field.key));
  const names = Object.keys(variables)
    .filter((name) => !keys.has(name))
    .sort((a, b) => a.localeCompare(b));
  const saveOne = (name: string, text: string, over: string) =>
    onSave(name, text === '' ? null : typedVariable(text), over, editableVariable);

  return (
    <>
      {fields.map((field) => (
        <Property key={field.id} label={<span title={`${entity}.${field.key}`}>{field.name}</span>}>
          <FieldEditor
            field={field}
            value={variables[field.key]}
            readOnly={readOnly}
            on={on}
            onSave={(value, over) => onSave(field.key, value, over, (newest) => editableField(field, newest))}
          />
        </Property>
      ))}
      {names.map((name) => (
        <Property key={name} label={<span title={`${entity}.${name}`}>{name}</span>}>
          <InlineText
            label={name}
            value={editableVariable(variables[name])}
            display={variableText(variables[name], i18n.language)}
            readOnly={readOnly || typeof variables[name] === 'object'}
            maxLength={65_536}
            onSave={(text, over) => saveOne(name, text, over)}
          />
        </Property>
      ))}
      {!readOnly && (
        <AddVariable
          taken={[...names, ...keys]}
          label={t('variables.add')}
          onAdd={(name, text) => saveOne(name, text, '')}
        />
      )}
    </>
  );
}

function AddVariable({
  taken,
  label,
  onAdd,
}: {
  taken: string[];
  label: string;
  onAdd: (name: string, text: string) => Promise<unknown>;
}) {
  const { t } = useTranslation('ui');
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const fault = nameFault(name, taken);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (name === '' || fault || text.trim() === '') return;
    await onAdd(name, text.trim());
    setName('');
    setText('');
    setOpen(false);
  };

  if (!open) {
    return (
      <UnstyledButton className={classes.add} onClick={() => setOpen(true)}>
        <IconPlus size={14} stroke={1.8} />
        {label}
      </UnstyledButton>
    );
  }
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <input
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
        autoFocus
        className={classes.input}
        aria-label={t('variables.name')}
        aria-invalid={fault !== undefined}
        placeholder={t('variables.name')}
        value={name}
        maxLength={64}
        onChange={(event) => setName(event.currentTarget.value.trim())}
      />
      <input
        className={classes.input}
        aria-label={t('variables.value')}
        placeholder={t('variables.value')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <button
        type="submit"
        className={classes.save}
        disabled={name === '' || fault !== undefined || text.trim() === ''}
      >
        {t('save')}
      </button>
      {fault && (
        <p className={classes.fault} role="alert">
          {t(`variables.${fault}`)}
        </p>
      )}
    </form>
  );
}

function nameFault(name: string, taken: string[]): 'taken' | 'badName' | undefined {
  if (name === '') return undefined;
  if (taken.includes(name)) return 'taken';
  return variableName.safeParse(name).success ? undefined : 'badName';
}

function editableVariable(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
