import { Button, Drawer, Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealView } from '../../../api/contract/deals.ts';
import { LoadingScreen } from '../../app/loading-screen.tsx';
import { useOpenDeal } from '../../app/open-deal.ts';
import { usePermissions } from '../../app/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import tabs from '../../ui/page-tabs.module.css';
import { explainError } from '../../ui/toast.tsx';
import { useEscapeFree } from '../../ui/use-escape-free.ts';
import { useFocusBack } from '../../ui/use-focus-back.ts';
import { Conversation, type MessagePlace } from './conversation.tsx';
import classes from './deal-drawer.module.css';
import { DealHeader } from './deal-header.tsx';
import { DealDetails } from './details.tsx';
import { Timeline } from './timeline.tsx';
import { useDeal } from './use-deal.ts';

type Tab = 'details' | 'conversation' | 'timeline';

/** A deal over whatever page is shown: its facts on the left, the talk and the history on the right (PRODUCT D11). */
export function DealDrawer({ dealId }: { dealId: string }) {
  const { t } = useTranslation('deals');
  const openDeal = useOpenDeal();
  const { data: view, error, refetch } = useDeal(dealId);
  const escapeFree = useEscapeFree();
  useFocusBack();
  const close = () => {
    // Escape closes the dialog that stands above (a task, the bot's steps) and not the drawer with it.
    if (document.querySelector('.mantine-Modal-content') === null) openDeal(undefined);
  };

  return (
    <Drawer
      opened
      onClose={close}
      closeOnEscape={escapeFree}
      position="right"
      size="min(1000px, 100vw)"
      withCloseButton={false}
      padding={0}
      transitionProps={{ transition: 'slide-left', duration: 160 }}
      classNames={{ content: classes.content ?? '', body: classes.body ?? '' }}
      attributes={{ content: { 'aria-label': view ? t('drawer', { name: view.deal.name }) : t('drawerLoading') } }}
    >
      {view && <Loaded view={view} onClose={close} />}
      {!view && !error && <LoadingScreen />}
      {!view && error && (
        <EmptyState
          title={t('failed')}
          action={
            <>
              <Button onClick={() => void refetch()}>{t('retry')}</Button>{' '}
              <Button variant="default" onClick={close}>
                {t('close')}
              </Button>
            </>
          }
        >
          {explainError(error)}
        </EmptyState>
      )}
    </Drawer>
  );
}

function Loaded({ view, onClose }: { view: DealView; onClose: () => void }) {
  const { t } = useTranslation('deals');
  const { may } = usePermissions();
  const narrow = useMediaQuery('(max-width: 860px)', undefined, { getInitialValueInEffect: false }) === true;
  const [tab, setTab] = useState<Tab>(narrow ? 'details' : 'conversation');
  const [sought, setSought] = useState<MessagePlace | null>(null);
  const shown: Tab = tab === 'details' && !narrow ? 'conversation' : tab;
  const unread = view.conversations.reduce((sum, conversation) => sum + conversation.unread, 0);

  return (
    <div className={classes.drawer}>
      <DealHeader view={view} onClose={onClose} />
      <div className={classes.columns}>
        {!narrow && (
          <div className={classes.details}>
            <DealDetails view={view} />
          </div>
        )}
        <Tabs
          value={shown}
          onChange={(next) => {
            setSought(null);
            setTab((next ?? 'conversation') as Tab); // the tabs below are the only values
          }}
          classNames={{
            root: classes.tabs ?? '',
            list: tabs.list ?? '',
            tab: tabs.tab ?? '',
            panel: classes.panel ?? '',
          }}
          keepMounted={false}
        >
          <Tabs.List>
            {narrow && <Tabs.Tab value="details">{t('tabs.details')}</Tabs.Tab>}
            <Tabs.Tab value="conversation">
              {t('tabs.conversation')}
              {unread > 0 && <span className={classes.unread}>{unread}</span>}
            </Tabs.Tab>
            <Tabs.Tab value="timeline">{t('tabs.timeline')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="details">
            <div className={classes.scroll}>
              <DealDetails view={view} />
            </div>
          </Tabs.Panel>
          <Tabs.Panel value="conversation">
            {may('inbox', 'view') ? (
              <Conversation conversations={view.conversations} sought={sought} />
            ) : (
              <EmptyState title={t('conversation.noAccess')} />
            )}
          </Tabs.Panel>
          <Tabs.Panel value="timeline">
            <Timeline
              about={{ dealId: view.deal.id }}
              onMessage={(message) => {
                setSought(message);
                setTab('conversation');
              }}
            />
          </Tabs.Panel>
        </Tabs>
      </div>
    </div>
  );
}
