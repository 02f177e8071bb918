import { Button } from '@mantine/core';
import { IconAlertTriangle, IconMessageChatbot, IconUserCircle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import { call, keyOf } from '../../app/api.ts';
import { useMembership, usePermissions, useProject, useProjectId } from '../../app/session.ts';
import { clockTime, daysFrom, shortDay } from '../../ui/moments.ts';
import { toastError } from '../../ui/toast.tsx';
import type { ConversationOfDeal } from './conversation.tsx';
import classes from './speaker-bar.module.css';

/** Exactly one speaks to the customer: the bot or a human (PRODUCT D27). Says who, until when, and changes it. */
export function SpeakerBar({ conversation }: { conversation: ConversationOfDeal }) {
  const { t } = useTranslation('deals');
  const { may } = usePermissions();
  const who = useSpeakerText(conversation);
  const { busy, takeOver, giveBack } = useSpeakerCalls(conversation.id);
  const human = conversation.speaker === 'human';

  return (
    <div className={classes.bar} data-human={human || undefined}>
      {human ? <IconUserCircle size={17} stroke={1.7} /> : <IconMessageChatbot size={17} stroke={1.7} />}
      <span className={classes.who}>
        {who}
        {conversation.attention && (
          <span className={classes.attention}>
            <IconAlertTriangle size={13} stroke={1.9} aria-hidden />
            {attentionText(conversation.attention, t)}
          </span>
        )}
      </span>
      {may('inbox', 'edit') && (
        <Button variant="default" size="xs" loading={busy} onClick={() => void (human ? giveBack() : takeOver())}>
          {t(human ? 'speaker.giveBack' : 'speaker.takeOver')}
        </Button>
      )}
    </div>
  );
}

function useSpeakerText({ speaker, speakerMemberId, silentUntil }: ConversationOfDeal): string {
  const { t, i18n } = useTranslation('deals');
  const { memberId } = useMembership();
  const project = useProject();
  if (speaker === 'bot') return t('speaker.bot');
  const who = speakerMemberId === memberId ? 'you' : 'human';
  const name = project?.members.find(({ id }) => id === speakerMemberId)?.name ?? t('speaker.somebody');
  if (!silentUntil) return t(`speaker.${who}`, { name });
  const time = clockTime(silentUntil, i18n.language);
  const until = daysFrom(new Date(), silentUntil) === 0 ? time : `${shortDay(silentUntil, i18n.language)}, ${time}`;
  return t(`speaker.${who}Until`, { name, until });
}

function attentionText(attention: string, t: TFunction<'deals'>): string {
  if (attention.startsWith('failed')) return t('attention.failed');
  return t(`attention.${attention}`, { defaultValue: attention });
}

function useSpeakerCalls(conversationId: string) {
  const projectId = useProjectId();
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const run = async (operation: typeof api.conversations.takeOver) => {
    setBusy(true);
    try {
      await call(operation, { params: { projectId, conversationId } });
      await queryClient.invalidateQueries({ queryKey: keyOf(api.deals.get) });
    } catch (error) {
      toastError(error);
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    takeOver: () => run(api.conversations.takeOver),
    giveBack: () => run(api.conversations.giveBack),
  };
}
