import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PickList } from '../../ui/pick-list.tsx';
import classes from './tag-change.module.css';

interface TagChangeProps {
  tags: string[];
  onChange: (change: { add: string[] } | { remove: string[] }) => void;
}

/** Tags to put on or to take off all ticked deals. */
export function TagChange({ tags, onChange }: TagChangeProps) {
  const { t } = useTranslation('list');
  const [way, setWay] = useState<'add' | 'remove'>('add');
  const [picked, setPicked] = useState<string[]>([]);
  const toggle = (tag: string) =>
    setPicked((old) => (old.includes(tag) ? old.filter((one) => one !== tag) : [...old, tag.slice(0, 60)]));
  return (
    <div className={classes.form}>
      <SegmentedControl
        fullWidth
        aria-label={t('mass.tag')}
        data={[
          { value: 'add', label: t('mass.tagAdd') },
          { value: 'remove', label: t('mass.tagRemove') },
        ]}
        value={way}
        onChange={(next) => setWay(next === 'add' ? 'add' : 'remove')}
      />
      <PickList
        label={t('mass.tag')}
        options={[...new Set([...tags, ...picked])].map((tag) => ({ value: tag, label: tag }))}
        value={picked}
        onPick={toggle}
        creatable
      />
      <Button
        size="xs"
        fullWidth
        disabled={picked.length === 0}
        onClick={() => onChange(way === 'add' ? { add: picked } : { remove: picked })}
      >
        {t(way === 'add' ? 'mass.tagAddAction' : 'mass.tagRemoveAction', { count: picked.length })}
      </Button>
    </div>
  );
}
