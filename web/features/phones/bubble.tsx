import { IconArrowUpRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneMessage, PhoneView } from '../../../api/contract/channels.ts';
import { clockTime } from '../../ui/moments.ts';
import classes from './bubble.module.css';
import { Formatted } from './formatted.tsx';
import { isPicture, Media } from './media.tsx';
import { isBigEmoji, safeAddress, shortened } from './rich-text.ts';
import type { MessageRow } from './screen.ts';
import { Ticks } from './ticks.tsx';

type Button = NonNullable<PhoneMessage['buttons']>[number];

/** WhatsApp folds a long text at about this length; Telegram shows all of it. */
const foldAt = 760;

interface BubbleProps {
  row: MessageRow;
  look: PhoneView['imitates'];
  /** Who speaks, for those who hear the screen. */
  who: string;
  onPress: (button: Button) => Promise<boolean>;
  /** Of a message that did not get through: why, and how to try again. */
  failure: { why: string; retry: () => void } | undefined;
}

export function Bubble({ row, look, who, onPress, failure }: BubbleProps) {
  const { t, i18n } = useTranslation('phones');
  const { message, ticks } = row;
  const mine = message.from === 'customer';
  const bare = !message.media && !message.buttons && isBigEmoji(message.text);
  const picture = isPicture(message.media);

  return (
    <div
      className={classes.line}
      data-mine={mine || undefined}
      data-first={row.first || undefined}
      data-tail={(look === 'telegram' ? row.last : row.first) || undefined}
    >
      <div className={classes.stack}>
        <div
          className={classes.bubble}
          data-bare={bare || undefined}
          data-picture={picture || undefined}
          data-wordless={message.text === '' || undefined}
        >
          <span className="visually-hidden">{who}: </span>
          {message.media && (
            <span className={picture ? classes.frame : undefined}>
              <Media media={message.media} />
            </span>
          )}
          {message.text !== '' && (
            <span className={classes.text}>
              <Words message={message} folds={look === 'whatsapp'} />
            </span>
          )}
          <span className={classes.meta}>
            <time dateTime={message.at}>{clockTime(message.at, i18n.language)}</time>
            {mine && (
              <span className={classes.ticks} data-state={ticks}>
                <Ticks state={ticks} />
              </span>
            )}
          </span>
        </div>
        {message.buttons && <InlineButtons buttons={message.buttons} onPress={onPress} />}
      </div>
      {failure && (
        <button type="button" className={classes.retry} title={failure.why} onClick={failure.retry}>
          {t('retry')}
        </button>
      )}
    </div>
  );
}

function Words({ message, folds }: { message: PhoneMessage; folds: boolean }) {
  const { t } = useTranslation('phones');
  const [open, setOpen] = useState(false);
  const folded = folds && !open && message.text.length > foldAt * 1.15;
  const text = folded ? shortened(message.text, foldAt) : message.text;
  return (
    <>
      <Formatted text={text} entities={message.entities} />
      {folded && (
        <>
          …{' '}
          <button type="button" className={classes.more} onClick={() => setOpen(true)}>
            {t('readMore')}
          </button>
        </>
      )}
    </>
  );
}

/** Buttons under the message. A press is felt at once and held until the messenger has taken it. */
function InlineButtons({ buttons, onPress }: { buttons: Button[]; onPress: (button: Button) => Promise<boolean> }) {
  const { t } = useTranslation('phones');
  const [pressed, setPressed] = useState<number | null>(null);
  const press = async (button: Button) => {
    if (pressed !== null) return;
    setPressed(button.option);
    await onPress(button);
    setPressed(null);
  };
  return (
    <fieldset className={classes.buttons} aria-label={t('buttons')}>
      {buttons.map((button) => {
        const url = button.url && safeAddress(button.url);
        if (url) {
          return (
            <a key={button.option} className={classes.button} href={url} target="_blank" rel="noopener noreferrer">
              {button.label}
              <IconArrowUpRight className={classes.corner} size={12} stroke={2} aria-hidden />
            </a>
          );
        }
        return (
          <button
            key={button.option}
            type="button"
            className={classes.button}
            aria-busy={pressed === button.option}
            onClick={() => void press(button)}
          >
            {button.label}
          </button>
        );
      })}
    </fieldset>
  );
}
