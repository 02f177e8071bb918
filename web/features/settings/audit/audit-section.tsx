import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { AuditEntry } from '../../../../api/contract/audit.ts';
import { call, keyOf } from '../../../app/api.ts';
import { pipelinesQuery, useProject, useProjectId } from '../../../app/session.ts';
import { ActorIcon, actorName } from '../../../ui/actor.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { calendarDay, clockTime, fullMoment } from '../../../ui/moments.ts';
import { Loaded } from '../loaded.tsx';
import { Section } from '../section.tsx';
import { type AuditFilter, AuditFilters, queryOf } from './audit-filters.tsx';
import classes from './audit-section.module.css';
import { auditSentence } from './audit-sentence.ts';

/** Who changed what about the project, and when (PRODUCT D30). */
export function AuditSection() {
  const { t } = useTranslation('audit');
  const [filter, setFilter] = useState<AuditFilter>({});
  const log = useAudit(filter);
  const data = log.data?.pages.flatMap((page) => page.entries);
  return (
    <Section title={t('title')} description={t('description')}>
      <AuditFilters filter={filter} onFilter={setFilter} />
      <Loaded query={{ data, error: log.error, refetch: log.refetch }} height={320}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon={<IconHistory size={20} stroke={1.7} />} title={t('empty.title')}>
              {t('empty.text')}
            </EmptyState>
          ) : (
            <Entries entries={list} />
          )
        }
      </Loaded>
      {log.hasNextPage && (
        <Button
          className={classes.more}
          variant="default"
          loading={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </Section>
  );
}

function useAudit(filter: AuditFilter) {
  const params = { projectId: useProjectId() };
  const query = queryOf(filter);
  return useInfiniteQuery({
    queryKey: keyOf(api.audit.list, { params, query }),
    initialPageParam: undefined as string | undefined, // the newest
    queryFn: ({ pageParam, signal }) =>
      call(api.audit.list, { params, query: { ...query, ...(pageParam && { before: pageParam }) }, signal }),
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
}

function Entries({ entries }: { entries: AuditEntry[] }) {
  const { t, i18n } = useTranslation('audit');
  const nameOf = useNames();
  return (
    <ol className={classes.list}>
      {entries.map((entry, at) => {
        const { text, lines } = auditSentence(entry, { t, nameOf, language: i18n.language });
        const day = calendarDay(entry.at, i18n.language);
        const newDay = at === 0 || calendarDay(entries[at - 1]?.at ?? '', i18n.language) !== day;
        return (
          <Fragment key={entry.id}>
            {newDay && <li className={classes.day}>{day}</li>}
            <li className={classes.entry}>
              <span className={classes.icon}>
                <ActorIcon actor={entry.actor} />
              </span>
              <div className={classes.words}>
                <p className={classes.sentence}>{text}</p>
                {lines.map((line) => (
                  <p key={line} className={classes.line}>
                    {line}
                  </p>
                ))}
                <p className={classes.who}>
                  {actorName(entry.actor)} ·{' '}
                  <time dateTime={entry.at} title={fullMoment(entry.at, i18n.language)}>
                    {clockTime(entry.at, i18n.language)}
                  </time>
                </p>
              </div>
            </li>
          </Fragment>
        );
      })}
    </ol>
  );
}

/** Of what is named in changes by its id. */
function useNames(): (id: string) => string | undefined {
  const projectId = useProjectId();
  const { data: pipelines = [] } = useQuery(pipelinesQuery(projectId));
  const members = useProject()?.members ?? [];
  const named = [...pipelines, ...pipelines.flatMap(({ stages }) => stages), ...members];
  const names = new Map<string, string>(named.map(({ id, name }) => [id, name]));
  return (id) => names.get(id);
}
