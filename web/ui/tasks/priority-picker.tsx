import { Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { IconCheck, IconFlag, IconFlagFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../../api/contract/tasks.ts';
import classes from './priority-picker.module.css';

type Priority = TaskRow['priority'];
export const priorities: Priority[] = ['high', 'normal', 'low'];

export function PriorityPicker({
  value,
  readOnly = false,
  onChange,
}: {
  value: Priority;
  readOnly?: boolean;
  onChange: (priority: Priority) => void;
}) {
  const { t } = useTranslation('tasks');
  const label = t('priorityIs', { priority: t(`priority.${value}`) });
  return (
    <Menu width={180}>
      <Menu.Target>
        <Tooltip label={label}>
          <UnstyledButton
            className={classes.flag}
            data-quiet={value === 'normal' || undefined}
            disabled={readOnly}
            aria-label={label}
          >
            <PriorityIcon priority={value} />
          </UnstyledButton>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {priorities.map((one) => (
          <Menu.Item
            key={one}
            leftSection={<PriorityIcon priority={one} />}
            rightSection={one === value && <IconCheck size={14} />}
            onClick={() => one !== value && onChange(one)}
          >
            {t(`priority.${one}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function PriorityIcon({ priority, size = 15 }: { priority: Priority; size?: number }) {
  const Icon = priority === 'normal' ? IconFlag : IconFlagFilled;
  return <Icon size={size} stroke={1.7} className={classes[priority]} aria-hidden />;
}
