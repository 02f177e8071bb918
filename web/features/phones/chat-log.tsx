import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneView } from '../../../api/contract/channels.ts';
import { calendarDay, daysFrom } from '../../ui/moments.ts';
import { Bubble } from './bubble.tsx';
import classes from './chat-log.module.css';
import type { CustomerAct } from './customer-act.ts';
import type { Pending } from './pending.ts';
import { screenRows } from './screen.ts';
import { useStickToBottom } from './use-stick-to-bottom.ts';

interface ChatLogProps {
  phone: PhoneView;
  pending: Pending[];
  typing: boolean;
  /** What an empty chat shows. */
  welcome: ReactNode;
  onAct: (act: CustomerAct) => Promise<boolean>;
  onRetry: (failed: Pending) => void;
}

export function ChatLog({ phone, pending, typing, welcome, onAct, onRetry }: ChatLogProps) {
  const { t } = useTranslation('phones');
  const scroller = useRef<HTMLDivElement>(null);
  const rows = screenRows(phone.messages, pending);
  const newest = pending.at(-1)?.id ?? phone.messages.at(-1)?.id ?? '';
  const { away, toBottom } = useStickToBottom(scroller, newest, pending.length > 0);

  return (
    <div className={classes.chat}>
      <div
        ref={scroller}
        className={classes.scroller}
        role="log"
        aria-live="polite"
        aria-label={t('log', { name: phone.botName })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys must be able to scroll it
        tabIndex={0}
      >
        <div className={classes.rows}>
          {rows.length === 0 && welcome}
          {rows.map((row) =>
            row.kind === 'day' ? (
              <Day key={row.key} at={row.at} />
            ) : (
              <Bubble
                key={row.key}
                row={row}
                look={phone.imitates}
                who={row.message.from === 'customer' ? phone.customerName : phone.botName}
                onPress={({ token, option }) => onAct({ kind: 'press', token, option })}
                onRetry={() => {
                  const failed = pending.find(({ id }) => id === row.message.id);
                  if (failed) onRetry(failed);
                }}
              />
            ),
          )}
          {typing && phone.imitates === 'whatsapp' && (
            <div className={classes.typing} aria-hidden>
              <span />
              <span />
              <span />
            </div>
          )}
        </div>
      </div>
      {away && (
        <button type="button" className={classes.down} aria-label={t('down')} onClick={() => toBottom('smooth')}>
          <IconChevronDown size={20} stroke={1.8} />
        </button>
      )}
    </div>
  );
}

function Day({ at }: { at: string }) {
  const { t, i18n } = useTranslation('phones');
  const days = daysFrom(new Date(), at);
  const name = days === 0 ? t('today') : days === -1 ? t('yesterday') : calendarDay(at, i18n.language);
  return (
    <div className={classes.day}>
      <span>{name}</span>
    </div>
  );
}
