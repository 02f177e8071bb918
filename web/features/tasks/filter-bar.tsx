import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMembership, useProject } from '../../app/session.ts';
import { AboutPicker } from '../../ui/tasks/about-picker.tsx';
import { priorities } from '../../ui/tasks/priority-picker.tsx';
import classes from './filter-bar.module.css';
import type { PageFilter } from './task-filter.ts';

/** Whose tasks, how important, about whom. */
export function FilterBar({ filter, onFilter }: { filter: PageFilter; onFilter: (filter: PageFilter) => void }) {
  const { t } = useTranslation('tasks');
  const { memberId } = useMembership();
  const others = (useProject()?.members ?? []).filter(({ id, active }) => active && id !== memberId);
  return (
    <search className={classes.bar}>
      <Select
        className={classes.assignee}
        aria-label={t('filter.assignee')}
        allowDeselect={false}
        value={filter.assignee}
        data={[
          { value: memberId, label: t('filter.mine') },
          { value: 'all', label: t('filter.all') },
          ...others.map(({ id, name }) => ({ value: id as string, label: name })),
          { value: 'none', label: t('nobody') },
        ]}
        onChange={(assignee) => onFilter({ ...filter, assignee: assignee ?? memberId })}
      />
      <Select
        className={classes.priority}
        aria-label={t('priority.label')}
        allowDeselect={false}
        value={filter.priority ?? 'any'}
        data={[
          { value: 'any', label: t('filter.anyPriority') },
          ...priorities.map((value) => ({
            value: value as string,
            label: t('priorityIs', { priority: t(`priority.${value}`) }),
          })),
        ]}
        onChange={(chosen) => onFilter({ ...filter, priority: priorities.find((one) => one === chosen) ?? null })}
      />
      <div className={classes.about}>
        <AboutPicker
          ariaLabel={t('filter.about')}
          placeholder={t('filter.about')}
          value={filter.about}
          onChange={(about) => onFilter({ ...filter, about })}
        />
      </div>
    </search>
  );
}
