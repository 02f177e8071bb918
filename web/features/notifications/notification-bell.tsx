import { ActionIcon, Button, Popover, Tooltip, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconBell, IconChecks } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { NotificationView } from '../../../api/contract/notifications.ts';
import type { Id } from '../../../kernel/ids.ts';
import { call, keyOf, useOperation } from '../../app/api.ts';
import { useOpenDeal } from '../../app/open-deal.ts';
import { useOpenTask } from '../../app/open-task.ts';
import { useProjectId } from '../../app/session.ts';
import { explainError, toastError } from '../../ui/toast.tsx';
import classes from './notification-bell.module.css';
import { NotificationLine } from './notification-line.tsx';
import { type Bell, readIn } from './read-in.ts';

/** How many things wait for the member, and what they are; a press opens the deal. */
export function NotificationBell() {
  const { t } = useTranslation('notifications');
  const projectId = useProjectId();
  const [open, setOpen] = useState(false);
  // On a narrow screen the rail lies at the bottom.
  const narrow = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const bell = useOperation(api.notifications.list, { params: { projectId } });
  const markRead = useMarkRead(projectId);
  const openDeal = useOpenDeal();
  const openTask = useOpenTask();
  const unread = bell.data?.unread ?? 0;

  const choose = (one: NotificationView) => {
    if (!one.readAt) markRead([one.id]);
    if (!one.dealId && !one.taskId) return;
    setOpen(false);
    if (one.dealId) openDeal(one.dealId);
    else if (one.taskId) openTask(one.taskId);
  };

  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position={narrow ? 'top' : 'right-end'}
      width={380}
      offset={10}
      trapFocus
      returnFocus
      middlewares={{ shift: { padding: 8 }, flip: true }}
    >
      <Popover.Target>
        <Tooltip label={t('title')} position="right" disabled={open}>
          <UnstyledButton
            className={classes.bell}
            aria-label={unread > 0 ? t('unread', { count: unread }) : t('title')}
            aria-pressed={open}
            onClick={() => setOpen((before) => !before)}
          >
            <IconBell size={20} stroke={1.7} />
            {unread > 0 && <span className={classes.count}>{unread > 99 ? '99+' : unread}</span>}
          </UnstyledButton>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={t('title')}>
        <div className={classes.top}>
          <h2 className={classes.title}>{t('title')}</h2>
          {unread > 0 && (
            <Tooltip label={t('readAll')}>
              <ActionIcon aria-label={t('readAll')} onClick={() => markRead(undefined)}>
                <IconChecks size={18} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
        {bell.isError && !bell.data && (
          <div className={classes.empty}>
            <p>{explainError(bell.error)}</p>
            <Button variant="default" size="xs" onClick={() => void bell.refetch()}>
              {t('again')}
            </Button>
          </div>
        )}
        {bell.data?.notifications.length === 0 && (
          <div className={classes.empty}>
            <strong>{t('empty.title')}</strong>
            <p>{t('empty.text')}</p>
          </div>
        )}
        <ul className={classes.list}>
          {bell.data?.notifications.map((one) => (
            <li key={one.id}>
              <NotificationLine notification={one} onChoose={() => choose(one)} />
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Marks given ones, or all: at once on the screen, taken back when the server does not hear. */
function useMarkRead(projectId: string): (ids: Id<'notification'>[] | undefined) => void {
  const queryClient = useQueryClient();
  const key = keyOf(api.notifications.list, { params: { projectId } });
  const { mutate } = useMutation({
    mutationFn: (ids: Id<'notification'>[] | undefined) =>
      call(api.notifications.markRead, { params: { projectId }, body: ids ? { ids } : {} }),
    onMutate: async (ids) => {
      await queryClient.cancelQueries({ queryKey: key });
      queryClient.setQueryData<Bell>(key, (bell) => bell && readIn(bell, ids, new Date().toISOString()));
    },
    onError: toastError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: key }),
  });
  return mutate;
}
