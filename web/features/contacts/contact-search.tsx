import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './contact-search.module.css';

/** Search by name, phone or e-mail; `/` goes there. */
export function ContactSearch({ value, onSearch }: { value: string; onSearch: (search: string) => void }) {
  const { t } = useTranslation('contacts');
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const later = useDebouncedCallback(onSearch, 250);

  useEffect(() => setText(value), [value]);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable]');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);

  const change = (next: string) => {
    setText(next);
    later(next.trim());
  };
  return (
    <TextInput
      ref={input}
      className={classes.search}
      type="search"
      aria-label={t('search')}
      placeholder={t('search')}
      leftSection={<IconSearch size={15} stroke={1.7} />}
      rightSection={text && <CloseButton size="sm" aria-label={t('searchClear')} onClick={() => change('')} />}
      value={text}
      maxLength={200}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
