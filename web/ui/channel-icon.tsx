import { IconBrandTelegram, IconBrandWhatsapp, IconDeviceMobile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface ChannelLook {
  kind: 'telegram' | 'whatsapp' | 'whatsapp-cloud' | 'simulator';
  imitates: 'telegram' | 'whatsapp' | null;
}

/** The messenger's sign in its own colour; a simulator phone wears the sign of what it imitates. */
export function ChannelIcon({ channel, size = 15 }: { channel: ChannelLook; size?: number }) {
  const { t } = useTranslation('ui');
  const look = channelFace(channel);
  const label =
    channel.kind === 'simulator' ? `${t(`channel.${look}`)} (${t('channel.simulator')})` : t(`channel.${look}`);
  switch (look) {
    case 'telegram':
      return <IconBrandTelegram size={size} stroke={1.7} color="#2a9bd8" role="img" aria-label={label} />;
    case 'whatsapp':
      return <IconBrandWhatsapp size={size} stroke={1.7} color="#22a457" role="img" aria-label={label} />;
    case 'simulator':
      return <IconDeviceMobile size={size} stroke={1.7} role="img" aria-label={label} />;
  }
}

function channelFace({ kind, imitates }: ChannelLook): 'telegram' | 'whatsapp' | 'simulator' {
  if (kind === 'simulator') return imitates ?? 'simulator';
  return kind === 'telegram' ? 'telegram' : 'whatsapp';
}
