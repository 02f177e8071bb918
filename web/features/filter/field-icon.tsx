import {
  IconAbc,
  IconBuildingStore,
  IconCalendar,
  IconCheckbox,
  IconCircleDot,
  IconCoin,
  IconHash,
  IconLayoutKanban,
  IconMessage,
  IconNumber123,
  IconPaperclip,
  IconProgress,
  IconSelector,
  IconUser,
  IconVariable,
} from '@tabler/icons-react';
import type { NamedField } from '../../app/deal-fields.ts';
import classes from './field-icon.module.css';

const byKind = {
  text: IconAbc,
  money: IconCoin,
  moment: IconCalendar,
  status: IconProgress,
  pipeline: IconLayoutKanban,
  stage: IconCircleDot,
  member: IconUser,
  channel: IconMessage,
  contact: IconBuildingStore,
  tags: IconHash,
  variable: IconVariable,
};

const byHolds = {
  text: IconAbc,
  number: IconNumber123,
  money: IconCoin,
  date: IconCalendar,
  choice: IconSelector,
  member: IconUser,
  file: IconPaperclip,
};

export function FieldIcon({ field: { key, kind, holds } }: { field: NamedField }) {
  const Icon = key === 'next_task' ? IconCheckbox : holds ? byHolds[holds] : byKind[kind];
  return <Icon size={15} stroke={1.7} className={classes.icon} aria-hidden />;
}
