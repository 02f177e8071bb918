import { UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealCard } from '../../../api/contract/deals.ts';
import { variableName } from '../../../api/contract/values.ts';
import { InlineText } from '../../ui/inline-text.tsx';
import { typedVariable, variableText } from '../../ui/variable-text.ts';
import { Property } from './section.tsx';
import { useSaveDeal } from './use-deal.ts';
import classes from './variables-section.module.css';

/** The deal's variables, what flows read as `deal.x`. An emptied one is removed. */
export function VariablesSection({ deal, readOnly }: { deal: DealCard; readOnly: boolean }) {
  const { i18n, t } = useTranslation('deals');
  const save = useSaveDeal(deal);
  const names = Object.keys(deal.variables).sort((a, b) => a.localeCompare(b));
  const saveOne = (name: string, text: string, over: string) =>
    save(
      { variables: { [name]: text === '' ? null : typedVariable(text) } },
      { name: `variables.${name}`, over, read: (newest) => editable(newest.variables[name]) },
    );

  return (
    <>
      {names.map((name) => (
        <Property key={name} label={<span title={`deal.${name}`}>{name}</span>}>
          <InlineText
            label={name}
            value={editable(deal.variables[name])}
            display={variableText(deal.variables[name], i18n.language)}
            readOnly={readOnly || typeof deal.variables[name] === 'object'}
            maxLength={65_536}
            onSave={(text, over) => saveOne(name, text, over)}
          />
        </Property>
      ))}
      {!readOnly && (
        <AddVariable taken={names} label={t('variables.add')} onAdd={(name, text) => saveOne(name, text, '')} />
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
  const { t } = useTranslation('deals');
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

function editable(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
