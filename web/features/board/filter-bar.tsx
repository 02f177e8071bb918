import { ActionIcon, CloseButton, Menu, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconCheck, IconFilter, IconHash, IconSearch, IconUser, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MemberAvatar } from '../../ui/member-avatar.tsx';
import classes from './filter-bar.module.css';

export interface Filter {
  search?: string;
  responsibleId?: string;
  tag?: string;
}

interface FilterBarProps {
  filter: Filter;
  onFilter: (filter: Filter) => void;
  members: { id: string; name: string }[];
  /** Tags met on the board; any other can be typed. */
  tags: string[];
}

/** Search, responsible, tag. What is set is a pill that can be taken off. */
export function FilterBar({ filter, onFilter, members, tags }: FilterBarProps) {
  const { t } = useTranslation('board');
  const responsible = members.find(({ id }) => id === filter.responsibleId)?.name ?? null;

  return (
    <search className={classes.bar}>
      {filter.responsibleId && (
        <Pill
          label={t('filter.without', { what: t('filter.responsible') })}
          onRemove={() => onFilter(without(filter, 'responsibleId'))}
        >
          <MemberAvatar name={responsible} size={16} tooltip={false} />
          {responsible ?? t('filter.nobody')}
        </Pill>
      )}
      {filter.tag && (
        <Pill label={t('filter.without', { what: t('filter.tag') })} onRemove={() => onFilter(without(filter, 'tag'))}>
          <IconHash size={13} stroke={1.8} aria-hidden />
          {filter.tag}
        </Pill>
      )}
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Tooltip label={t('filter.title')}>
            <ActionIcon size={30} aria-label={t('filter.title')}>
              <IconFilter size={17} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown className={classes.menu}>
          <Menu.Label>{t('filter.responsible')}</Menu.Label>
          {members.map(({ id, name }) => (
            <Menu.Item
              key={id}
              leftSection={<MemberAvatar name={name} size={18} tooltip={false} />}
              rightSection={filter.responsibleId === id && <IconCheck size={14} />}
              onClick={() => onFilter({ ...filter, responsibleId: id })}
            >
              {name}
            </Menu.Item>
          ))}
          <Menu.Item
            leftSection={<IconUser size={16} stroke={1.7} />}
            rightSection={filter.responsibleId === 'none' && <IconCheck size={14} />}
            onClick={() => onFilter({ ...filter, responsibleId: 'none' })}
          >
            {t('filter.nobody')}
          </Menu.Item>
          {tags.length > 0 && (
            <>
              <Menu.Divider />
              <Menu.Label>{t('filter.tag')}</Menu.Label>
              {tags.map((tag) => (
                <Menu.Item
                  key={tag}
                  leftSection={<IconHash size={15} stroke={1.7} />}
                  rightSection={filter.tag === tag && <IconCheck size={14} />}
                  onClick={() => onFilter({ ...filter, tag })}
                >
                  {tag}
                </Menu.Item>
              ))}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Search
        value={filter.search ?? ''}
        onSearch={(search) => onFilter(search ? { ...filter, search } : without(filter, 'search'))}
      />
    </search>
  );
}

function Search({ value, onSearch }: { value: string; onSearch: (search: string) => void }) {
  const { t } = useTranslation('board');
  const [text, setText] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const search = useDebouncedCallback((next: string) => onSearch(next.trim()), 220);

  useEffect(() => setText(value), [value]);
  useSlashKey(() => field.current?.focus());

  const change = (next: string) => {
    setText(next);
    search(next);
  };
  return (
    <TextInput
      ref={field}
      className={classes.search}
      aria-label={t('filter.search')}
      placeholder={t('filter.search')}
      leftSection={<IconSearch size={15} stroke={1.8} />}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') change('');
      }}
      rightSection={text !== '' && <CloseButton size="xs" aria-label={t('filter.clear')} onClick={() => change('')} />}
      maxLength={200}
    />
  );
}

function Pill({ label, onRemove, children }: { label: string; onRemove: () => void; children: React.ReactNode }) {
  return (
    <span className={classes.pill}>
      {children}
      <UnstyledButton aria-label={label} onClick={onRemove} className={classes.remove}>
        <IconX size={12} stroke={2} />
      </UnstyledButton>
    </span>
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

function without(filter: Filter, name: keyof Filter): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([key]) => key !== name));
}
