import { ActionIcon, Textarea, Tooltip } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { type Dispatch, type SetStateAction, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import { call } from '../../app/api.ts';
import { useProjectId } from '../../app/session.ts';
import { toastError } from '../../ui/toast.tsx';
import classes from './composer.module.css';
import type { ConversationOfDeal } from './conversation.tsx';
import bubble from './message-bubble.module.css';
import { useDraft } from './use-draft.ts';

/** Sent by hand, not yet answered by the server. */
export interface Pending {
  key: string;
  text: string;
}

interface ComposerProps {
  conversation: ConversationOfDeal;
  setPending: Dispatch<SetStateAction<Pending[]>>;
  onSent: () => Promise<unknown>;
}

/** Enter sends, Shift+Enter breaks the line. A message that could not be sent comes back into the field. */
export function Composer({ conversation, setPending, onSent }: ComposerProps) {
  const { t } = useTranslation('deals');
  const projectId = useProjectId();
  const [text, setText] = useDraft(`message ${conversation.id}`);
  const newest = useRef(text);
  newest.current = text;

  const send = async () => {
    const said = text.trim();
    if (said === '') return;
    // The same key makes a repeated request the same message.
    const key = crypto.randomUUID();
    setText('');
    setPending((others) => [...others, { key, text: said }]);
    try {
      const params = { projectId, conversationId: conversation.id };
      await call(api.conversations.write, { params, body: { text: said, key } });
      await onSent();
    } catch (error) {
      setText(newest.current === '' ? said : `${said}\n${newest.current}`);
      toastError(error);
    } finally {
      setPending((others) => others.filter((one) => one.key !== key));
    }
  };

  return (
    <div className={classes.composer}>
      <Textarea
        className={classes.field}
        variant="unstyled"
        aria-label={t('composer.label')}
        placeholder={t(conversation.speaker === 'bot' ? 'composer.takesOver' : 'composer.placeholder')}
        autosize
        minRows={1}
        maxRows={9}
        maxLength={20_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          void send();
        }}
      />
      <Tooltip label={t('composer.send')}>
        <ActionIcon
          variant="filled"
          color="accent"
          size={30}
          radius={9}
          aria-label={t('composer.send')}
          disabled={text.trim() === ''}
          onClick={() => void send()}
        >
          <IconArrowUp size={17} stroke={2} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

export function PendingBubble({ pending }: { pending: Pending }) {
  return (
    <div className={`${bubble.line} ${bubble.pending}`} data-side="member" data-first>
      <div className={bubble.bubble}>
        <span className={bubble.text}>{pending.text}</span>
      </div>
    </div>
  );
}
