import { IconFile, IconMapPin, IconMicrophone, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PhoneMessage } from '../../../api/contract/channels.ts';
import classes from './media.module.css';
import { safeAddress } from './rich-text.ts';

type MediaOf = NonNullable<PhoneMessage['media']>;

/** Whether the media fills the bubble to its edges. */
export function isPicture(media: MediaOf | undefined): boolean {
  return media !== undefined && ['image', 'video', 'animation', 'sticker', 'video_note'].includes(media.kind);
}

export function Media({ media }: { media: MediaOf }) {
  const { t } = useTranslation('phones');
  const url = media.url && safeAddress(media.url);
  if (isPicture(media)) {
    if (media.kind === 'image' && url)
      return <img className={classes.picture} src={url} alt={media.fileName ?? t('photo')} />;
    return <Drawn label={t(media.kind === 'image' ? 'photo' : 'video')} playable={media.kind !== 'image'} />;
  }
  const voice = media.kind === 'voice' || media.kind === 'audio';
  const row = (
    <>
      <span className={classes.sign}>{signOf(media.kind)}</span>
      <span className={classes.words}>
        <span className={classes.name}>{media.fileName ?? t(voice ? 'voice' : 'file')}</span>
        {voice && <span className={classes.wave} aria-hidden />}
      </span>
    </>
  );
  if (!url) return <span className={classes.file}>{row}</span>;
  return (
    <a className={classes.file} href={url} target="_blank" rel="noopener noreferrer">
      {row}
    </a>
  );
}

function signOf(kind: string) {
  if (kind === 'voice' || kind === 'audio') return <IconMicrophone size={20} stroke={1.8} />;
  return kind === 'location' ? <IconMapPin size={20} stroke={1.8} /> : <IconFile size={20} stroke={1.8} />;
}

/** A picture that the simulator has no file for: evening hills, so that a photo looks like a photo. */
function Drawn({ label, playable }: { label: string; playable: boolean }) {
  return (
    <span className={classes.drawn} role="img" aria-label={label}>
      <svg viewBox="0 0 240 160" preserveAspectRatio="xMidYMid slice" aria-hidden>
        <defs>
          <linearGradient id="phone-sky" x1="0" y1="0" x2="0" y2="1">
            <stop offset="0" stopColor="#6f8fd8" />
            <stop offset="0.6" stopColor="#f0b9a0" />
            <stop offset="1" stopColor="#f8dfb0" />
          </linearGradient>
        </defs>
        <rect width="240" height="160" fill="url(#phone-sky)" />
        <circle cx="172" cy="78" r="17" fill="#fff3d6" />
        <path d="M0 112 52 66l34 30 40-48 60 58 26-18 28 22v50H0z" fill="#6a6fa0" />
        <path d="M0 132c40-22 74-14 108-4s84 6 132-18v50H0z" fill="#454a73" />
        <path d="M0 148c60-14 150-6 240-16v28H0z" fill="#2d3154" />
      </svg>
      {playable && (
        <span className={classes.play}>
          <IconPlayerPlayFilled size={22} />
        </span>
      )}
    </span>
  );
}
