import { Menu } from '@mantine/core';
import { IconAddressBook, IconPaperclip, IconPhoto, IconSend2 } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneMessage, PhoneView } from '../../../api/contract/channels.ts';
import classes from './composer.module.css';
import type { CustomerAct } from './customer-act.ts';

interface ComposerProps {
  phone: PhoneView;
  draft: string;
  keyboard: PhoneMessage['request'];
  onDraft: (draft: string) => void;
  onAct: (act: CustomerAct) => void;
}

/** The field at the bottom, as the messenger has it: Enter sends, Shift+Enter begins a line. */
export function Composer({ phone, draft, keyboard, onDraft, onAct }: ComposerProps) {
  const { t } = useTranslation('phones');
  const field = useRef<HTMLTextAreaElement>(null);
  const telegram = phone.imitates === 'telegram';

  if (telegram && phone.messages.length === 0) {
    return (
      <button type="button" className={classes.begin} onClick={() => onAct({ kind: 'start' })}>
        {t('begin')}
      </button>
    );
  }

  const send = () => {
    const text = draft.trim();
    if (text === '') return;
    onDraft('');
    onAct({ kind: 'text', text });
    field.current?.focus();
  };
  const keyDown = (event: KeyboardEvent) => {
    // Enter that ends the composing of a character is not ours.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <div className={classes.root}>
      <div className={classes.bar}>
        {telegram && (
          <button type="button" className={classes.command} onClick={() => onAct({ kind: 'start' })}>
            /start
          </button>
        )}
        <div className={classes.field}>
          <textarea
            ref={field}
            rows={1}
            className={classes.input}
            aria-label={t('message')}
            placeholder={t('message')}
            maxLength={phone.capabilities.maxText}
            value={draft}
            onChange={(event) => onDraft(event.currentTarget.value)}
            onKeyDown={keyDown}
          />
          <AttachMenu contact={telegram} onAct={onAct} />
        </div>
        <button
          type="button"
          className={classes.send}
          aria-label={t('send')}
          disabled={draft.trim() === ''}
          onClick={send}
        >
          <IconSend2 size={22} stroke={1.9} />
        </button>
      </div>
      {keyboard && (
        <fieldset className={classes.keyboard} aria-label={t('keyboard')}>
          <button
            type="button"
            className={classes.key}
            disabled={keyboard.kind === 'location'}
            title={keyboard.kind === 'location' ? t('noLocation') : undefined}
            onClick={() => onAct({ kind: 'share_contact' })}
          >
            {keyboard.label}
          </button>
        </fieldset>
      )}
    </div>
  );
}

function AttachMenu({ contact, onAct }: { contact: boolean; onAct: (act: CustomerAct) => void }) {
  const { t } = useTranslation('phones');
  return (
    <Menu position="top-end" width={220}>
      <Menu.Target>
        <button type="button" className={classes.attach} aria-label={t('attach')}>
          <IconPaperclip size={21} stroke={1.7} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPhoto size={16} stroke={1.7} />} onClick={() => onAct({ kind: 'photo' })}>
          {t('sendPhoto')}
        </Menu.Item>
        {contact && (
          <Menu.Item
            leftSection={<IconAddressBook size={16} stroke={1.7} />}
            onClick={() => onAct({ kind: 'share_contact' })}
          >
            {t('shareContact')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
