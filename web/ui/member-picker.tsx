import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DealCard } from '../../api/contract/deals.ts';
import { useProject } from '../app/session.ts';
import { MemberAvatar } from './member-avatar.tsx';
import classes from './member-picker.module.css';

type MemberId = NonNullable<DealCard['responsibleId']>;

interface MemberPickerProps {
  label: string;
  value: MemberId | null;
  readOnly?: boolean;
  onChange: (memberId: MemberId | null) => void;
  /** The picture alone, for narrow places. */
  small?: boolean;
}

export function MemberPicker({ label, value, readOnly = false, onChange, small = false }: MemberPickerProps) {
  const { t } = useTranslation('ui');
  const members = useProject()?.members ?? [];
  const name = members.find(({ id }) => id === value)?.name ?? null;

  return (
    <Menu width={220}>
      <Menu.Target>
        <UnstyledButton
          className={small ? classes.small : classes.picker}
          disabled={readOnly}
          aria-label={`${label}: ${name ?? t('nobody')}`}
        >
          <MemberAvatar name={name} size={20} tooltip={small} />
          {!small && <span data-empty={name === null || undefined}>{name ?? t('nobody')}</span>}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.list}>
        {members
          .filter(({ active }) => active)
          .map((member) => (
            <Menu.Item
              key={member.id}
              leftSection={<MemberAvatar name={member.name} size={20} tooltip={false} />}
              rightSection={member.id === value && <IconCheck size={14} />}
              onClick={() => member.id !== value && onChange(member.id)}
            >
              {member.name}
            </Menu.Item>
          ))}
        <Menu.Item
          leftSection={<MemberAvatar name={null} size={20} />}
          rightSection={value === null && <IconCheck size={14} />}
          onClick={() => value !== null && onChange(null)}
        >
          {t('nobody')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
