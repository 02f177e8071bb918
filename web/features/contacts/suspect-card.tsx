import { useTranslation } from 'react-i18next';
import type { Suspect } from '../../../api/contract/contacts.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import classes from './suspect-card.module.css';

/** A contact as one sees it who has to decide whether two are one. */
export function SuspectCard({ contact, primary = false }: { contact: Suspect; primary?: boolean }) {
  const { t } = useTranslation('contacts');
  return (
    <div className={classes.card} data-primary={primary || undefined}>
      <div className={classes.name}>
        <span>{contact.name}</span>
        {contact.channels.map((channel) => (
          <ChannelIcon key={`${channel.kind} ${channel.imitates}`} channel={channel} />
        ))}
        {primary && <span className={classes.badge}>{t('primary')}</span>}
      </div>
      <div className={classes.quiet}>
        {[contact.phone, contact.email, t('dealsOf', { count: contact.deals, open: contact.openDeals })]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </div>
  );
}
