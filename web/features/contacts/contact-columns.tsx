import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactRow, ContactSort } from '../../../api/contract/contacts.ts';
import type { FieldView } from '../../../api/contract/fields.ts';
import { usePermissions, useProject } from '../../app/session.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { ChoiceMark } from '../../ui/field-editor.tsx';
import { fieldText } from '../../ui/field-text.ts';
import { MemberAvatar } from '../../ui/member-avatar.tsx';
import { fullMoment, shortDay } from '../../ui/moments.ts';
import classes from './contact-columns.module.css';

export interface Column {
  key: string;
  title: string;
  width: string;
  numeric?: boolean;
  /** What pressing its title sorts by, first and then the other way round. */
  sorts?: [ContactSort, ContactSort];
  cell: (row: ContactRow, open: (contactId: string) => void) => React.ReactNode;
}

/** On a telephone: one column with what one looks a contact up for. */
export function useContactCards(): Column[] {
  const { t, i18n } = useTranslation('contacts');
  const inbox = usePermissions().may('inbox', 'view');
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('fields.name'),
        width: 'minmax(0, 1fr)',
        sorts: ['name', '-name'],
        cell: (row, open) => (
          <span className={classes.card}>
            <span className={classes.line}>
              <Name row={row} onOpen={open} />
              <span className={classes.space} />
              <Channels row={row} />
            </span>
            <span className={classes.line}>
              <span className={classes.reach}>{[row.phone, row.email].filter(Boolean).join(' · ')}</span>
              {row.tags.length > 0 && <Tags tags={row.tags} />}
              <span className={classes.space} />
              {inbox && row.lastMessageAt && (
                <time className={classes.quiet} dateTime={row.lastMessageAt}>
                  {shortDay(row.lastMessageAt, i18n.language)}
                </time>
              )}
            </span>
          </span>
        ),
      },
    ],
    [t, i18n.language, inbox],
  );
}

/** The columns that this member may see; the project's own fields come last. */
export function useContactColumns(fields: readonly FieldView[]): Column[] {
  const { t, i18n } = useTranslation('contacts');
  const { may } = usePermissions();
  const members = useProject()?.members;
  const [crm, inbox] = [may('crm', 'view'), may('inbox', 'view')];

  return useMemo(() => {
    const language = i18n.language;
    const memberName = (id: string) => members?.find((member) => member.id === id)?.name;
    const columns: (Column | false)[] = [
      {
        key: 'name',
        title: t('fields.name'),
        width: 'minmax(200px, 1.6fr)',
        sorts: ['name', '-name'],
        cell: (row, open) => <Name row={row} onOpen={open} />,
      },
      { key: 'phone', title: t('fields.phone'), width: '148px', cell: (row) => row.phone },
      {
        key: 'email',
        title: t('fields.email'),
        width: 'minmax(140px, 1fr)',
        cell: (row) => <span className={classes.cut}>{row.email}</span>,
      },
      { key: 'tags', title: t('fields.tags'), width: 'minmax(120px, 1fr)', cell: (row) => <Tags tags={row.tags} /> },
      {
        key: 'responsible',
        title: t('fields.responsible'),
        width: '130px',
        cell: (row) => <Responsible name={row.responsibleId && (memberName(row.responsibleId) ?? null)} />,
      },
      { key: 'channels', title: t('fields.channels'), width: '84px', cell: (row) => <Channels row={row} /> },
      crm && {
        key: 'deals',
        title: t('fields.deals'),
        width: '92px',
        numeric: true,
        cell: (row) => row.deals > 0 && <span title={t('dealsHint', row)}>{t('dealsShort', row)}</span>,
      },
      inbox && {
        key: 'lastMessage',
        title: t('fields.lastMessage'),
        width: 'minmax(180px, 1.2fr)',
        cell: (row) => row.lastMessageAt && <LastMessage row={row} language={language} />,
      },
      {
        key: 'created',
        title: t('fields.created'),
        width: '104px',
        sorts: ['-created', 'created'],
        cell: (row) => (
          <time className={classes.quiet} dateTime={row.createdAt} title={fullMoment(row.createdAt, language)}>
            {shortDay(row.createdAt, language)}
          </time>
        ),
      },
      ...fields
        .filter(({ entity }) => entity === 'contact')
        .map(
          (field): Column => ({
            key: field.id,
            title: field.name,
            width: '140px',
            numeric: field.type === 'number' || field.type === 'money',
            cell: ({ variables }) => own(field, variables[field.key], { language, memberName }),
          }),
        ),
    ];
    return columns.filter((column) => column !== false);
  }, [t, i18n.language, members, fields, crm, inbox]);
}

function own(field: FieldView, value: unknown, reader: Parameters<typeof fieldText>[2]): React.ReactNode {
  if (value === null || value === undefined) return null;
  if (field.type === 'choice') return <ChoiceMark field={field} value={String(value)} />;
  return <span className={classes.cut}>{fieldText(field, value, reader)}</span>;
}

function Name({ row, onOpen }: { row: ContactRow; onOpen: (contactId: string) => void }) {
  const { t } = useTranslation('contacts');
  return (
    <>
      <button
        type="button"
        className={classes.name}
        onClick={(event) => {
          event.stopPropagation();
          onOpen(row.id);
        }}
      >
        {row.name}
      </button>
      {row.merged > 0 && (
        <span className={classes.badge} title={t('mergedHint', { count: row.merged })}>
          {t('merged', { count: row.merged })}
        </span>
      )}
      {row.blocked && <span className={classes.warning}>{t('blocked')}</span>}
    </>
  );
}

function Tags({ tags }: { tags: string[] }) {
  return (
    <>
      {tags.slice(0, 2).map((tag) => (
        <span key={tag} className={classes.tag}>
          {tag}
        </span>
      ))}
      {tags.length > 2 && <span className={classes.quiet}>+{tags.length - 2}</span>}
    </>
  );
}

function Responsible({ name }: { name: string | null }) {
  if (name === null) return null;
  return (
    <>
      <MemberAvatar name={name} size={18} tooltip={false} />
      <span className={classes.cut}>{name}</span>
    </>
  );
}

function Channels({ row }: { row: ContactRow }) {
  return row.channels.map((channel) => <ChannelIcon key={`${channel.kind} ${channel.imitates}`} channel={channel} />);
}

function LastMessage({ row, language }: { row: ContactRow; language: string }) {
  if (!row.lastMessageAt) return null;
  return (
    <>
      <time className={classes.quiet} dateTime={row.lastMessageAt} title={fullMoment(row.lastMessageAt, language)}>
        {shortDay(row.lastMessageAt, language)}
      </time>
      <span className={classes.cut}>{row.lastMessageText}</span>
    </>
  );
}
