import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowLeft, IconDotsVertical, IconLink, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneView } from '../../../api/contract/channels.ts';
import { initials } from '../../ui/member-avatar.tsx';
import { askStartLink } from './ask-start-link.tsx';
import { ChatLog } from './chat-log.tsx';
import { Composer } from './composer.tsx';
import type { CustomerAct } from './customer-act.ts';
import { type Pending, stillPending } from './pending.ts';
import classes from './phone.module.css';
import { keyboardOf, lastFromBot } from './screen.ts';
import { StatusBar } from './status-bar.tsx';
import telegram from './telegram.module.css';
import type { Asked } from './use-customer-acts.ts';
import { Welcome } from './welcome.tsx';
import whatsapp from './whatsapp.module.css';

interface PhoneProps {
  phone: PhoneView;
  /** Who may only look sees no field to write in. */
  mayAct: boolean;
  pending: Pending[];
  asked: Asked | undefined;
  draft: string;
  onDraft: (draft: string) => void;
  onAct: (act: CustomerAct) => Promise<boolean>;
  onRetry: (failed: Pending) => void;
  /** Leaves the phone where it fills the screen. */
  onBack: () => void;
}

const looks = { telegram: telegram.look, whatsapp: whatsapp.look };

/** One customer's phone with his chat open, in the dress of the messenger that it imitates (PRODUCT D26). */
export function Phone({ phone, mayAct, pending, asked, draft, onDraft, onAct, onRetry, onBack }: PhoneProps) {
  const unseen = stillPending(pending, phone.messages);
  const typing = useWaiting(asked, lastFromBot(phone.messages));
  const act = (what: CustomerAct) => void onAct(what);

  return (
    <div className={classes.device}>
      <section
        className={`${classes.screen} ${looks[phone.imitates]}`}
        data-look={phone.imitates}
        aria-label={phone.customerName}
      >
        <StatusBar />
        <ChatHeader phone={phone} typing={typing} onAct={act} onBack={onBack} />
        <ChatLog
          phone={phone}
          pending={unseen}
          typing={typing}
          welcome={<Welcome phone={phone} onAct={act} />}
          onAct={onAct}
          onRetry={onRetry}
        />
        {mayAct && <Composer phone={phone} draft={draft} keyboard={keyboardOf(phone)} onDraft={onDraft} onAct={act} />}
      </section>
    </div>
  );
}

function ChatHeader({
  phone,
  typing,
  onAct,
  onBack,
}: {
  phone: PhoneView;
  typing: boolean;
  onAct: (act: CustomerAct) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation('phones');
  const telegramLook = phone.imitates === 'telegram';
  const startByLink = async () => {
    const payload = await askStartLink();
    if (payload) onAct({ kind: 'start', payload });
  };
  return (
    <header className={classes.header}>
      <button type="button" className={classes.back} aria-label={t('back')} onClick={onBack}>
        <IconArrowLeft size={22} stroke={1.8} />
      </button>
      <span className={classes.avatar} aria-hidden>
        {initials(phone.botName).slice(0, 1)}
      </span>
      <div className={classes.names}>
        <strong>{phone.botName}</strong>
        {typing ? (
          <span className={classes.typing} role="status">
            {t('typing')}
          </span>
        ) : (
          <span className={classes.status}>{t(telegramLook ? 'bot' : 'online')}</span>
        )}
      </div>
      {telegramLook && (
        <Menu position="bottom-end" width={230}>
          <Menu.Target>
            <ActionIcon className={classes.more} aria-label={t('more')} size={36}>
              <IconDotsVertical size={20} stroke={1.8} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPlayerPlay size={16} stroke={1.7} />} onClick={() => onAct({ kind: 'start' })}>
              {t('restart')}
            </Menu.Item>
            <Menu.Item leftSection={<IconLink size={16} stroke={1.7} />} onClick={() => void startByLink()}>
              {t('startByLink')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </header>
  );
}

/** Longer than this the bot is not typing, it has nothing to say. */
const patience = 6_000;

function useWaiting(asked: Asked | undefined, lastSaid: string | undefined): boolean {
  const [givenUp, setGivenUp] = useState<Asked>();
  useEffect(() => {
    if (!asked) return;
    const timer = setTimeout(() => setGivenUp(asked), Math.max(0, asked.at + patience - Date.now()));
    return () => clearTimeout(timer);
  }, [asked]);
  return asked !== undefined && asked !== givenUp && asked.lastSaid === lastSaid;
}
