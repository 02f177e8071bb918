import { Tabs } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneView } from '../../../api/contract/channels.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import classes from './phone-tabs.module.css';
import { lastFromBot } from './screen.ts';
import { phoneKey } from './use-customer-acts.ts';

/** A tab for each customer; a dot says that the bot wrote to him while another phone was in the hand. */
export function PhoneTabs({
  phones,
  chosen,
  onChoose,
  children,
}: {
  phones: PhoneView[];
  chosen: string;
  onChoose: (key: string) => void;
  children: ReactNode;
}) {
  const { t } = useTranslation('phones');
  const isUnseen = useUnseen(phones, chosen);
  const list = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is the reason to look
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [chosen]);

  return (
    <Tabs
      value={chosen}
      onChange={(key) => key && onChoose(key)}
      variant="none"
      classNames={{ root: classes.root, list: classes.list, tab: classes.tab, panel: classes.panel }}
    >
      <Tabs.List ref={list} aria-label={t('customers')}>
        {phones.map((phone) => {
          const key = phoneKey(phone);
          return (
            <Tabs.Tab key={key} value={key}>
              <ChannelIcon channel={{ kind: 'simulator', imitates: phone.imitates }} size={15} />
              <span className={classes.name}>{phone.customerName}</span>
              {isUnseen(phone) && <span className={classes.dot} role="img" aria-label={t('unseen')} />}
            </Tabs.Tab>
          );
        })}
      </Tabs.List>
      <Tabs.Panel value={chosen}>{children}</Tabs.Panel>
    </Tabs>
  );
}

/** What the bot said before the panel opened counts as seen. */
function useUnseen(phones: PhoneView[], chosen: string): (phone: PhoneView) => boolean {
  const [seen, setSeen] = useState(
    () => new Map(phones.map((phone) => [phoneKey(phone), lastFromBot(phone.messages)])),
  );
  const current = phones.find((phone) => phoneKey(phone) === chosen);
  const newest = current && lastFromBot(current.messages);
  useEffect(() => {
    setSeen((before) => (before.get(chosen) === newest ? before : new Map(before).set(chosen, newest)));
  }, [chosen, newest]);
  return (phone) => {
    const key = phoneKey(phone);
    return key !== chosen && lastFromBot(phone.messages) !== seen.get(key);
  };
}
