import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { DuplicatePair, Suspect } from '../../../api/contract/contacts.ts';
import { call, keyOf } from '../../app/api.ts';
import { LoadingScreen } from '../../app/loading-screen.tsx';
import { usePermissions, useProjectId } from '../../app/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { explainError } from '../../ui/toast.tsx';
import classes from './duplicates-view.module.css';
import { LinkDialog } from './link-dialog.tsx';
import { SuspectCard } from './suspect-card.tsx';
import { useLinkCalls } from './use-link-calls.ts';

/** Pairs that may be one person. Nothing is linked by itself (PRODUCT D16). */
export function DuplicatesView() {
  const { t } = useTranslation('contacts');
  const params = { projectId: useProjectId() };
  const [asked, setAsked] = useState<DuplicatePair | null>(null);
  const list = useInfiniteQuery({
    queryKey: keyOf(api.contacts.listDuplicates, { params }),
    initialPageParam: undefined as string | undefined, // the first page
    queryFn: ({ pageParam, signal }) =>
      call(api.contacts.listDuplicates, { params, query: pageParam ? { after: pageParam } : {}, signal }),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (list.isPending) return <LoadingScreen />;
  if (list.isError && !list.data) {
    return (
      <EmptyState title={t('failed')} action={<Button onClick={() => void list.refetch()}>{t('retry')}</Button>}>
        {explainError(list.error)}
      </EmptyState>
    );
  }
  const pairs = (list.data?.pages ?? []).flatMap((page) => page.pairs);
  if (pairs.length === 0) {
    return (
      <EmptyState icon={<IconUsers size={20} stroke={1.7} />} title={t('duplicates.none')}>
        {t('duplicates.noneText')}
      </EmptyState>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it
    <section className={classes.scroller} tabIndex={0} aria-label={t('view.duplicates')}>
      <p className={classes.intro}>{t('duplicates.intro')}</p>
      <ul className={classes.list}>
        {pairs.map((pair) => (
          <Pair key={`${pair.reason} ${pair.contact.id} ${pair.other.id}`} pair={pair} onAsk={() => setAsked(pair)} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="default"
          className={classes.more}
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('duplicates.more')}
        </Button>
      )}
      {asked && (
        <LinkDialog contactId={asked.contact.id} otherContactId={asked.other.id} onClose={() => setAsked(null)} />
      )}
    </section>
  );
}

function Pair({ pair, onAsk }: { pair: DuplicatePair; onAsk: () => void }) {
  const { t } = useTranslation('contacts');
  const mayEdit = usePermissions().may('contacts', 'edit');
  const { neverLink } = useLinkCalls();
  return (
    <li className={classes.pair}>
      <div className={classes.reason}>
        {t(`duplicates.reason.${pair.reason}`)} · {pair.value}
      </div>
      <div className={classes.two}>
        <Side contact={pair.contact} />
        <Side contact={pair.other} />
      </div>
      {mayEdit && (
        <div className={classes.actions}>
          <Button size="xs" onClick={onAsk}>
            {t('link.ask')}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() => void neverLink(pair.contact.id, pair.other.id)}
          >
            {t('link.never')}
          </Button>
        </div>
      )}
    </li>
  );
}

function Side({ contact }: { contact: Suspect }) {
  const projectId = useProjectId();
  return (
    <Link to="/p/$projectId/contacts/$contactId" params={{ projectId, contactId: contact.id }} className={classes.side}>
      <SuspectCard contact={contact} />
    </Link>
  );
}
