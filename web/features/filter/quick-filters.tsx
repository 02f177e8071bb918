import { IconCalendarOff, IconClockExclamation, IconSparkles, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Condition } from '../../../api/contract/deal-filter.ts';

const look = { size: 15, stroke: 1.7, 'aria-hidden': true } as const;

/** What people ask every morning: one press instead of three. */
export const quickFilters: { name: string; icon: ReactNode; condition: Condition }[] = [
  {
    name: 'mine',
    icon: <IconUserCheck {...look} />,
    condition: { field: 'responsible', op: 'any_of', value: ['me'] },
  },
  {
    name: 'nobodys',
    icon: <IconUserOff {...look} />,
    condition: { field: 'responsible', op: 'any_of', value: ['none'] },
  },
  { name: 'overdue', icon: <IconClockExclamation {...look} />, condition: { field: 'next_task', op: 'past' } },
  { name: 'taskless', icon: <IconCalendarOff {...look} />, condition: { field: 'next_task', op: 'empty' } },
  { name: 'today', icon: <IconSparkles {...look} />, condition: { field: 'created', op: 'last_days', value: 1 } },
];
