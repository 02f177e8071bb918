import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './search-field.module.css';

/** Narrows while it is typed in; `/` goes to it from anywhere. */
export function SearchField({ value, onSearch }: { value: string; onSearch: (search: string) => void }) {
  const { t } = useTranslation('filter');
  const [text, setText] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const search = useDebouncedCallback((next: string) => onSearch(next.trim()), 220);

  useEffect(() => setText((typed) => (typed.trim() === value ? typed : value)), [value]);
  useSlashKey(() => field.current?.focus());

  const change = (next: string) => {
    setText(next);
    search(next);
  };
  return (
    <TextInput
      ref={field}
      className={classes.search}
      aria-label={t('search')}
      placeholder={t('search')}
      leftSection={<IconSearch size={15} stroke={1.8} />}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') change('');
      }}
      rightSection={text !== '' && <CloseButton size="xs" aria-label={t('clearSearch')} onClick={() => change('')} />}
      maxLength={200}
    />
  );
}

/** `/` goes to the search from anywhere that is not a text field. */
function useSlashKey(work: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable]');
      if (event.key !== '/' || typing || event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      work();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}
