import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneView } from '../../../api/contract/channels.ts';
import { calendarDay, daysFrom } from '../../ui/moments.ts';
import { Bubble } from './bubble.tsx';
import classes from './chat-log.module.css';
import type { CustomerAct } from './customer-act.ts';
import type { Pending } from './pending.ts';
import { screenDays } from './screen.ts';
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
  const days = screenDays(phone.messages, pending);
  const failed = (id: string) => pending.find((one) => one.id === id && one.state === 'failed');
  const own = pending.at(-1);
  const newest = own?.id ?? phone.messages.at(-1)?.id ?? '';
  const { away, toBottom } = useStickToBottom(scroller, newest, own?.state === 'sending');

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
          {days.length === 0 && welcome}
          {days.map(({ at, rows }) => (
            <div key={new Date(at).toDateString()}>
              <Day at={at} />
              {rows.map((row) => (
                <Bubble
                  key={row.message.id}
                  row={row}
                  look={phone.imitates}
                  who={row.message.from === 'customer' ? phone.customerName : phone.botName}
                  onPress={({ token, option }) => onAct({ kind: 'press', token, option })}
                  failure={failureOf(failed(row.message.id), onRetry)}
                />
              ))}
            </div>
          ))}
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

function failureOf(failed: Pending | undefined, onRetry: (failed: Pending) => void) {
  return failed && { why: failed.why ?? '', retry: () => onRetry(failed) };
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
