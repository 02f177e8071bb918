import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './pick-list.module.css';

export interface PickOption {
  value: string;
  label: string;
  icon?: ReactNode;
  /** Options of one group stand together under its name. */
  group?: string;
  /** Further words by which it is found. */
  hint?: string;
}

interface PickListProps {
  label: string;
  options: readonly PickOption[];
  /** Ticked ones. */
  value: readonly string[];
  onPick: (value: string) => void;
  /** Whether any text may be picked that is not among the options. */
  creatable?: boolean;
  searchable?: boolean;
  onEscape?: () => void;
  empty?: string;
}

/** A list to pick from by typing, arrows and Enter, or the pointer; what a pick does is the caller's business. */
export function PickList(props: PickListProps) {
  const { label, options, value, onPick, creatable = false, searchable = options.length > 7 || creatable } = props;
  const { t } = useTranslation('ui');
  const [text, setText] = useState('');
  const combobox = useCombobox({ opened: true });
  // The field names the list that it rules, which has a name only once it is there.
  const [, listIsThere] = useState(false);
  useEffect(() => listIsThere(true), []);
  const words = text.trim().toLocaleLowerCase();
  const found = options.filter((one) => `${one.label} ${one.hint ?? ''}`.toLocaleLowerCase().includes(words));
  const novel = creatable && words !== '' && !options.some((one) => one.label.toLocaleLowerCase() === words);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another text, another first option
  useEffect(() => {
    if (words === '') combobox.selectActiveOption();
    else combobox.selectFirstOption();
  }, [words]);

  const pick = (picked: string) => {
    setText('');
    onPick(picked);
  };
  return (
    <Combobox store={combobox} onOptionSubmit={pick}>
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          className={searchable ? classes.search : classes.keys}
          role="combobox"
          aria-autocomplete="list"
          aria-label={label}
          placeholder={t(creatable ? 'pick.searchOrCreate' : 'pick.search')}
          value={text}
          maxLength={60}
          data-autofocus
          autoFocus
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') props.onEscape?.();
          }}
          {...(!searchable && { readOnly: true })}
        />
      </Combobox.EventsTarget>
      <Combobox.Options className={classes.options} aria-label={label} tabIndex={0}>
        {grouped(found).map(([group, members]) =>
          group === undefined ? (
            members.map((one) => <Option key={one.value} option={one} picked={value.includes(one.value)} />)
          ) : (
            <Combobox.Group key={group} label={group}>
              {members.map((one) => (
                <Option key={one.value} option={one} picked={value.includes(one.value)} />
              ))}
            </Combobox.Group>
          ),
        )}
        {novel && (
          <Combobox.Option value={text.trim()} className={classes.option}>
            <IconPlus size={14} stroke={1.8} aria-hidden />
            <span className={classes.text}>{t('pick.create', { text: text.trim() })}</span>
          </Combobox.Option>
        )}
        {found.length === 0 && !novel && <Combobox.Empty>{props.empty ?? t('pick.nothing')}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  );
}

function Option({ option, picked }: { option: PickOption; picked: boolean }) {
  return (
    <Combobox.Option value={option.value} active={picked} className={classes.option}>
      {option.icon}
      <span className={classes.text}>{option.label}</span>
      {picked && <IconCheck size={14} stroke={2} aria-hidden />}
    </Combobox.Option>
  );
}

function grouped(options: readonly PickOption[]): [string | undefined, PickOption[]][] {
  const groups = new Map<string | undefined, PickOption[]>();
  for (const option of options) groups.set(option.group, [...(groups.get(option.group) ?? []), option]);
  return [...groups];
}
