import { Tooltip } from '@mantine/core';
import {
  IconAlertCircle,
  IconCheck,
  IconChecks,
  IconClock,
  IconExternalLink,
  IconFile,
  IconHandClick,
  IconHelpCircle,
  IconMapPin,
} from '@tabler/icons-react';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { MessageView } from '../../../api/contract/conversations.ts';
import { actorName } from '../../ui/actor.tsx';
import { channelWords } from '../../ui/channel-words.ts';
import { clockTime, fullMoment } from '../../ui/moments.ts';
import { RichText } from '../../ui/rich-text.tsx';
import classes from './message-bubble.module.css';

/** `before` is the message above: the author is named only where he changes. */
export function MessageBubble({ message, before }: { message: MessageView; before: MessageView | undefined }) {
  const { t, i18n } = useTranslation('deals');
  const side = message.direction === 'in' ? 'in' : message.author?.kind === 'member' ? 'member' : 'bot';
  const author = authorOf(message);
  const named = author !== null && (before === undefined || authorOf(before) !== author || before.direction === 'in');

  return (
    <div
      className={classes.line}
      data-side={side}
      data-message={message.id}
      data-pressed={message.pressed || undefined}
      data-first={named || before?.direction !== message.direction || undefined}
    >
      {named && <div className={classes.author}>{author}</div>}
      <div className={classes.bubble}>
        {message.media && <Media media={message.media} />}
        {message.location && <Place {...message.location} />}
        {message.unsupported && (
          <span className={classes.quiet}>{t('message.unsupported', { kind: message.unsupported })}</span>
        )}
        {message.pressed && (
          <span className={classes.pressed}>
            <IconHandClick size={14} stroke={1.7} aria-hidden />
            {t('message.pressed', { label: message.text })}
          </span>
        )}
        {message.text && !message.pressed && (
          <span className={classes.text}>
            <RichText text={message.text} marks={message.entities} />
          </span>
        )}
        <span className={classes.foot}>
          {message.edited && <span>{t('message.edited')}</span>}
          <time dateTime={message.at} title={fullMoment(message.at, i18n.language)}>
            {clockTime(message.at, i18n.language)}
          </time>
          {message.direction === 'out' && <Status status={message.status} error={message.error} />}
        </span>
      </div>
      {message.buttons && message.buttons.length > 0 && (
        <ul className={classes.buttons} aria-label={t('message.buttons')}>
          {message.buttons.map((button, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: labels may repeat, the order never changes
            <li key={at}>
              {button.label}
              {button.url && <IconExternalLink size={12} stroke={1.8} aria-hidden />}
            </li>
          ))}
        </ul>
      )}
      {message.status === 'failed' && <Failed error={message.error} />}
    </div>
  );
}

function authorOf(message: MessageView): string | null {
  if (message.direction === 'in') return null;
  if (!message.author) return i18next.t('ui:actor.bot');
  return message.author.kind === 'flow' ? i18next.t('ui:actor.bot') : actorName(message.author);
}

function Media({ media }: { media: NonNullable<MessageView['media']> }) {
  const { t } = useTranslation('deals');
  const name = media.fileName ?? t(`media.${media.kind}`, { defaultValue: t('media.file') });
  if (media.url && (media.kind === 'image' || media.kind === 'sticker' || media.kind === 'animation')) {
    return <img className={classes.image} src={media.url} alt={name} loading="lazy" />;
  }
  if (media.url && (media.kind === 'voice' || media.kind === 'audio')) {
    // biome-ignore lint/a11y/useMediaCaption: what customers record has no captions
    return <audio className={classes.audio} src={media.url} controls preload="none" aria-label={name} />;
  }
  if (media.url && (media.kind === 'video' || media.kind === 'video_note')) {
    // biome-ignore lint/a11y/useMediaCaption: what customers record has no captions
    return <video className={classes.image} src={media.url} controls preload="none" aria-label={name} />;
  }
  const file = (
    <>
      <IconFile size={16} stroke={1.7} aria-hidden />
      {name}
    </>
  );
  return media.url ? (
    <a className={classes.file} href={media.url} target="_blank" rel="noreferrer">
      {file}
    </a>
  ) : (
    <span className={classes.file}>{file}</span>
  );
}

function Place({ latitude, longitude }: { latitude: number; longitude: number }) {
  return (
    <a
      className={classes.file}
      href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`}
      target="_blank"
      rel="noreferrer"
    >
      <IconMapPin size={16} stroke={1.7} aria-hidden />
      {latitude.toFixed(5)}, {longitude.toFixed(5)}
    </a>
  );
}

/** What went wrong in words, and under it what the messenger itself said. */
function Failed({ error }: { error: string | null }) {
  const { t } = useTranslation('deals');
  if (!error) return <div className={classes.failed}>{t('message.failed')}</div>;
  return (
    <div className={classes.failed}>
      {channelWords(error)}
      <code className={classes.detail} lang="en" translate="no">
        {error}
      </code>
    </div>
  );
}

function Status({ status, error }: { status: MessageView['status']; error: string | null }) {
  const { t } = useTranslation('deals');
  const label = t(`message.status.${status}`);
  const look = { size: 14, stroke: 1.8, role: 'img', 'aria-label': label } as const;
  const icon = () => {
    switch (status) {
      case 'queued':
        return <IconClock {...look} />;
      case 'sent':
      case 'received':
        return <IconCheck {...look} />;
      case 'delivered':
        return <IconChecks {...look} />;
      case 'read':
        return <IconChecks {...look} className={classes.read} />;
      case 'failed':
        return <IconAlertCircle {...look} className={classes.bad} />;
      case 'unknown':
        return <IconHelpCircle {...look} />;
    }
  };
  return (
    <Tooltip label={error ? channelWords(error) : label}>
      <span className={classes.status}>{icon()}</span>
    </Tooltip>
  );
}
