import { UnstyledButton } from '@mantine/core';
import {
  IconAlarm,
  IconAlertTriangle,
  IconBolt,
  IconChecklist,
  IconHeadset,
  IconMessageQuestion,
  IconPlugConnectedX,
  IconUserCheck,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { NotificationView } from '../../../api/contract/notifications.ts';
import { botWords } from '../../ui/bot-words.ts';
import { fullMoment, shortDay, shortDuration } from '../../ui/moments.ts';
import classes from './notification-line.module.css';

const icons: Record<string, typeof IconBolt> = {
  hand_over: IconHeadset,
  not_understood: IconMessageQuestion,
  deal_assigned: IconUserCheck,
  flow_failed: IconAlertTriangle,
  channel_trouble: IconPlugConnectedX,
  task_assigned: IconChecklist,
  task_reminder: IconAlarm,
  task_due: IconAlarm,
};

export function NotificationLine({ notification, onChoose }: { notification: NotificationView; onChoose: () => void }) {
  const { t, i18n } = useTranslation('notifications');
  const { kind, text, readAt, createdAt, dealId, taskId } = notification;
  const Icon = icons[kind] ?? IconBolt;
  return (
    <UnstyledButton className={classes.line} data-unread={!readAt || undefined} data-kind={kind} onClick={onChoose}>
      <span className={classes.icon}>
        <Icon size={16} stroke={1.8} aria-hidden />
      </span>
      <span className={classes.words}>
        <span className={classes.kind}>
          {t(`kind.${kind}`, { defaultValue: t('kind.flow') })}
          <time dateTime={createdAt} title={fullMoment(createdAt, i18n.language)}>
            {age(createdAt, i18n.language)}
          </time>
        </span>
        <span className={classes.text}>{botWords(text)}</span>
        {(dealId || taskId) && <span className="visually-hidden">{t(dealId ? 'opensDeal' : 'opensTask')}</span>}
      </span>
      {!readAt && <span className={classes.dot} role="img" aria-label={t('new')} />}
    </UnstyledButton>
  );
}

const week = 7 * 24 * 60 * 60 * 1000;

function age(at: string, language: string): string {
  const passed = Date.now() - new Date(at).getTime();
  return passed < week ? shortDuration(passed, language) : shortDay(at, language);
}
