import { SegmentedControl } from '@mantine/core';
import { IconHash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BreakdownField, type BreakdownRow, dealsOf } from '../../../api/contract/analytics.ts';
import { api } from '../../../api/contract/api.ts';
import type { ProjectView } from '../../../api/contract/projects.ts';
import { useOperation } from '../../app/api.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { MemberAvatar } from '../../ui/member-avatar.tsx';
import { formatSum } from '../../ui/money.ts';
import { useChoice, useQueryOfChoice } from './choice.ts';
import { DealsLink } from './deals-link.tsx';
import { percent, sumIn, wholeNumber, winRate } from './figures.ts';
import { Nothing, Panel } from './panel.tsx';
import classes from './table.module.css';
import { keepShown } from './use-analytics.ts';

interface BreakdownPanelProps {
  /** One of which is chosen in the panel. */
  fields: readonly BreakdownField[];
  members: ProjectView['members'];
}

/** The figures of the period side by side: of members, channels or tags. */
export function BreakdownPanel({ fields, members }: BreakdownPanelProps) {
  const { t } = useTranslation('analytics');
  const choice = useChoice();
  const [by, setBy] = useState<BreakdownField>(fields[0] ?? 'responsible');
  const params = { projectId: choice.projectId };
  const query = { ...useQueryOfChoice(choice), by };
  const rows = useOperation(api.analytics.breakdown, { params, query }, keepShown);

  return (
    <Panel
      title={t(`by.${by}.title`)}
      hint={t(`by.${by}.hint`)}
      query={rows}
      height={220}
      controls={
        fields.length > 1 && (
          <SegmentedControl
            aria-label={t('by.of')}
            value={by}
            onChange={(value) => setBy(fields.find((field) => field === value) ?? by)}
            data={fields.map((field) => ({ value: field, label: t(`by.${field}.short`) }))}
          />
        )
      }
    >
      {(found) =>
        found.length === 0 ? (
          <Nothing>{t('by.none')}</Nothing>
        ) : (
          <Table rows={found} by={by} face={(key) => <Face by={by} of={key} members={members} />} />
        )
      }
    </Panel>
  );
}

interface TableProps {
  rows: BreakdownRow[];
  by: BreakdownField;
  face: (key: string | null) => ReactNode;
}

/** Whoever won most comes first. */
function Table({ rows, by, face }: TableProps) {
  const { t, i18n } = useTranslation('analytics');
  const { currency, period } = useChoice();
  const { from, to } = period;
  const language = i18n.language;
  const number = (value: number) => wholeNumber(value, language);
  const money = (amount: number) => (amount === 0 ? '—' : formatSum(amount, currency, language));
  const inOrder = rows.toSorted(
    (a, b) =>
      sumIn(b.won, currency) - sumIn(a.won, currency) ||
      b.won.count - a.won.count ||
      b.created.count - a.created.count ||
      b.open.count - a.open.count,
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className={classes.scroller} aria-label={t(`by.${by}.title`)} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t(`by.${by}.one`)}</th>
            {(['created', 'open', 'won', 'sum', 'lost', 'rate'] as const).map((column) => (
              <th key={column} scope="col" data-number>
                {t(`by.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inOrder.map((row) => {
            const own = dealsOf.by(by, row.key);
            return (
              <tr key={row.key ?? ''}>
                <th scope="row">{face(row.key)}</th>
                <td data-number>
                  <DealsLink count={row.created.count} conditions={[...dealsOf.created(from, to), ...own]}>
                    {number(row.created.count)}
                  </DealsLink>
                </td>
                <td data-number>
                  <DealsLink count={row.open.count} conditions={[...dealsOf.open(), ...own]}>
                    {number(row.open.count)}
                  </DealsLink>
                </td>
                <td data-number>
                  <DealsLink count={row.won.count} conditions={[...dealsOf.won(from, to), ...own]}>
                    {number(row.won.count)}
                  </DealsLink>
                </td>
                <td data-number>
                  <DealsLink count={row.won.count} conditions={[...dealsOf.won(from, to), ...own]}>
                    {money(sumIn(row.won, currency))}
                  </DealsLink>
                </td>
                <td data-number>
                  <DealsLink count={row.lost.count} conditions={[...dealsOf.lost(from, to), ...own]}>
                    {number(row.lost.count)}
                  </DealsLink>
                </td>
                <td data-number>
                  <Rate value={winRate(row)} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Rate({ value }: { value: number | null }) {
  const { i18n } = useTranslation('analytics');
  if (value === null) return <span className={classes.quiet}>—</span>;
  return (
    <span className={classes.rate}>
      <span className={classes.track} aria-hidden>
        <span className={classes.fill} style={{ display: 'block', width: `${value * 100}%` }} />
      </span>
      <span className={classes.percent}>{percent(value, i18n.language)}</span>
    </span>
  );
}

function Face({ by, of, members }: { by: BreakdownField; of: string | null; members: ProjectView['members'] }) {
  const { t } = useTranslation('analytics');
  if (by === 'channel') return <ChannelFace id={of} />;
  const name = by === 'tags' ? of : (members.find(({ id }) => id === of)?.name ?? of);
  return (
    <span className={classes.who}>
      {by === 'tags' ? (
        <IconHash size={14} stroke={1.8} color="var(--ink-3)" aria-hidden />
      ) : (
        <MemberAvatar name={name} size={22} tooltip={false} />
      )}
      <span className={classes.name}>{name ?? t(`by.${by}.nobody`)}</span>
    </span>
  );
}

function ChannelFace({ id }: { id: string | null }) {
  const { t } = useTranslation('analytics');
  const { projectId } = useChoice();
  const { data: channels } = useOperation(api.channels.list, { params: { projectId } });
  const channel = channels?.find((one) => one.id === id);
  return (
    <span className={classes.who}>
      {channel && <ChannelIcon channel={channel} size={17} />}
      <span className={classes.name}>
        {id === null ? t('by.channel.nobody') : (channel?.name ?? t('by.channel.gone'))}
      </span>
    </span>
  );
}
