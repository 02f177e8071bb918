import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealView } from '../../api/contract/deals.ts';
import { ChannelIcon } from './channel-icon.tsx';
import classes from './contact-accounts.module.css';
import { Property } from './property-section.tsx';

type Identity = DealView['identities'][number];

interface ContactAccountsProps<Account extends Identity> {
  identities: readonly Account[];
  /** Said beside an account. */
  note?: (identity: Account) => ReactNode;
}

/** In which messengers he can be written to. */
export function ContactAccounts<Account extends Identity>({ identities, note }: ContactAccountsProps<Account>) {
  const { t } = useTranslation('contacts');
  return identities.map((identity) => (
    <Property key={identity.id} label={identity.channelName}>
      <span className={classes.identity}>
        <ChannelIcon channel={{ kind: identity.channelKind, imitates: identity.imitates }} size={16} />
        <span>{identity.username ? `@${identity.username}` : (identity.phone ?? identity.name)}</span>
        {note && <span className={classes.quiet}>{note(identity)}</span>}
        {identity.unreachable && (
          <Tooltip label={identity.unreachable}>
            <span className={classes.warning}>{t('accounts.unreachable')}</span>
          </Tooltip>
        )}
      </span>
    </Property>
  ));
}
