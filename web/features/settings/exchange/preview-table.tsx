import { ScrollArea, Skeleton, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { ImportPlanView, ImportView, PreviewRow } from '../../../../api/contract/imports.ts';
import { call } from '../../../app/api.ts';
import { pipelinesQuery, useProjectId } from '../../../app/session.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatMoney } from '../../../ui/money.ts';
import { explainError } from '../../../ui/toast.tsx';
import classes from './preview-table.module.css';
import { ProblemList } from './problem-list.tsx';

/** What the first rows would become, by the same rules that the run follows. */
export function PreviewTable({ draft, plan }: { draft: ImportView; plan: ImportPlanView }) {
  const { t } = useTranslation('exchange');
  const params = { projectId: useProjectId(), importId: draft.id };
  const { data, error } = useQuery({
    queryKey: [api.imports.preview.name, params, plan],
    queryFn: ({ signal }) => call(api.imports.preview, { params, body: { plan }, signal }),
    staleTime: 0,
  });
  if (error) return <EmptyState title={t('noPreview')}>{explainError(error)}</EmptyState>;
  if (!data) return <Skeleton height={320} radius={10} role="status" aria-label={t('checking')} />;
  const { rows, checked, refused } = data;

  return (
    <>
      <p className={classes.verdict} role="status" data-refused={refused > 0 || undefined}>
        {refused === 0 ? t('allFine', { count: checked }) : t('someRefused', { count: refused, of: checked })}
      </p>
      <ScrollArea className={classes.frame} viewportProps={{ tabIndex: 0, 'aria-label': t('preview') }} type="auto">
        <Table className={classes.table} verticalSpacing={7} horizontalSpacing={14}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('row')}</Table.Th>
              <Table.Th>{t('becomes')}</Table.Th>
              {draft.entity === 'deal' && <Table.Th>{t('deal')}</Table.Th>}
              <Table.Th>{t('contact')}</Table.Th>
              <Table.Th>{t('wrong')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Row key={row.number} row={row} draft={draft} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      {draft.rows > rows.length && (
        <Text size="xs" c="dimmed" mt={8}>
          {t('firstRows', { count: rows.length })}
        </Text>
      )}
    </>
  );
}

function Row({ row, draft }: { row: PreviewRow; draft: ImportView }) {
  const { t } = useTranslation('exchange');
  return (
    <Table.Tr data-status={row.status}>
      <Table.Td className={classes.number}>{row.number}</Table.Td>
      <Table.Td>
        <span className={classes.fate} data-status={row.status}>
          {t(
            `will.${row.sameAs !== null && row.status === 'created' && draft.entity === 'contact' ? 'again' : row.status}`,
          )}
        </span>
        {row.sameAs !== null && <div className={classes.small}>{t('sameAs', { number: row.sameAs })}</div>}
      </Table.Td>
      {draft.entity === 'deal' && (
        <Table.Td>
          <DealCell row={row} />
        </Table.Td>
      )}
      <Table.Td>
        {row.contact && (
          <>
            <div>{row.contact.name}</div>
            <div className={classes.small}>{[row.contact.phone, row.contact.email].filter(Boolean).join(' · ')}</div>
          </>
        )}
      </Table.Td>
      <Table.Td>
        <ProblemList problems={row.problems} headers={draft.headers} />
      </Table.Td>
    </Table.Tr>
  );
}

function DealCell({ row: { deal } }: { row: PreviewRow }) {
  const { t, i18n } = useTranslation('exchange');
  const { data: pipelines = [] } = useQuery(pipelinesQuery(useProjectId()));
  if (!deal) return null;
  const stage = pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === deal.stageId);
  const where = deal.status === 'open' ? (stage?.name ?? t('unsorted')) : t(`dealStatus.${deal.status}`);
  const amount = deal.amount === null ? undefined : formatMoney(deal.amount, deal.currency, i18n.language);
  return (
    <>
      <div>{deal.name}</div>
      <div className={classes.small}>{[where, amount].filter(Boolean).join(' · ')}</div>
    </>
  );
}
