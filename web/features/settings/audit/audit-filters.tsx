import { Select } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import type { AuditKind } from '../../../../api/contract/audit.ts';
import { useProject } from '../../../app/session.ts';
import classes from './audit-section.module.css';

export interface AuditFilter {
  memberId?: string | undefined;
  kind?: AuditKind | undefined;
  /** First and last day, `YYYY-MM-DD`. */
  days?: [string | null, string | null] | undefined;
}

/** The browser may not run the core; its compiler still checks that this list is the core's. */
const kinds: Record<AuditKind, true> = {
  'deal.deleted': true,
  'project.changed': true,
  'pipeline.changed': true,
  'field.changed': true,
  'flow.changed': true,
  'channel.changed': true,
  'member.changed': true,
  'role.changed': true,
  'api_key.changed': true,
  'import.started': true,
  'import.finished': true,
  'import.undone': true,
  'deals.exported': true,
  'contacts.exported': true,
  'contact.exported': true,
  'contact.erased': true,
};
const kindKeys = Object.keys(kinds) as AuditKind[]; // `Object.keys` forgets what the record proves

/** Days are the reader's own; the server takes moments. */
export function queryOf({ memberId, kind, days }: AuditFilter) {
  const [first, last] = days ?? [null, null];
  const midnight = (day: string, later: number) => {
    const date = new Date(`${day}T00:00:00`);
    date.setDate(date.getDate() + later);
    return date.toISOString();
  };
  return {
    ...(memberId && { memberId }),
    ...(kind && { kind }),
    ...(first && { from: midnight(first, 0) }),
    ...(last && { to: midnight(last, 1) }),
  };
}

export function AuditFilters({ filter, onFilter }: { filter: AuditFilter; onFilter: (filter: AuditFilter) => void }) {
  const { t } = useTranslation('audit');
  const members = useProject()?.members ?? [];
  return (
    <div className={classes.filters}>
      <Select
        size="xs"
        aria-label={t('filter.member')}
        placeholder={t('filter.member')}
        clearable
        searchable
        nothingFoundMessage={t('filter.nothing')}
        value={filter.memberId ?? null}
        onChange={(memberId) => onFilter({ ...filter, memberId: memberId ?? undefined })}
        data={members.map(({ id, name }) => ({ value: id as string, label: name }))}
      />
      <Select
        size="xs"
        aria-label={t('filter.kind')}
        placeholder={t('filter.kind')}
        clearable
        value={filter.kind ?? null}
        onChange={(kind) => onFilter({ ...filter, kind: kindKeys.find((one) => one === kind) })}
        data={kindKeys.map((kind) => ({ value: kind, label: t(`kind.${kind.replace('.', '_')}`) }))}
      />
      <DatePickerInput
        type="range"
        size="xs"
        aria-label={t('filter.days')}
        placeholder={t('filter.days')}
        clearable
        clearButtonProps={{ 'aria-label': t('filter.clear') }}
        allowSingleDateInRange
        valueFormat="D MMM"
        value={filter.days ?? [null, null]}
        onChange={(days) => onFilter({ ...filter, days })}
      />
    </div>
  );
}
