import { UnstyledButton } from '@mantine/core';
import { IconBriefcase2, IconUser } from '@tabler/icons-react';
import type { TaskRow } from '../../../api/contract/tasks.ts';
import { useOpenDeal } from '../../app/open-deal.ts';
import classes from './about-link.module.css';

/** What a task is about; a deal opens over the page. */
export function AboutLink({ task }: { task: TaskRow }) {
  const openDeal = useOpenDeal();
  const { dealId, dealName, contactName } = task;
  if (dealId && dealName) {
    return (
      <UnstyledButton className={classes.about} onClick={() => openDeal(dealId)}>
        <IconBriefcase2 size={13} stroke={1.7} aria-hidden />
        <span>{dealName}</span>
      </UnstyledButton>
    );
  }
  if (!contactName) return null;
  return (
    <span className={classes.about}>
      <IconUser size={13} stroke={1.7} aria-hidden />
      <span>{contactName}</span>
    </span>
  );
}
