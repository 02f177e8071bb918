import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactRow } from '../../../api/contract/contacts.ts';
import type { FieldView } from '../../../api/contract/fields.ts';
import { usePermissions, useProject } from '../../app/session.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import type { ColumnLayout } from '../../ui/columns/column-layout.ts';
import type { ColumnChoice, TableColumn } from '../../ui/columns/table-column.ts';
import { ChoiceMark } from '../../ui/field-editor.tsx';
import { fieldText } from '../../ui/field-text.ts';
import { MemberAvatar } from '../../ui/member-avatar.tsx';
import { fullMoment, shortDay } from '../../ui/moments.ts';
import classes from './contact-columns.module.css';

export interface ContactColumn extends ColumnChoice {
  naturalWidth: number;
  align: 'left' | 'right';
  cell: (row: ContactRow, open: (contactId: string) => void) => ReactNode;
}

/** Beside the name, which always leads. */
export const usualContactColumns = [
  ...['phone', 'email', 'tags', 'responsible', 'channel', 'deals', 'last_message', 'created'],
];

/** A shown column with the width that it was given. */
export type ShownContactColumn = ContactColumn & TableColumn;

export function shownColumns({ shown, widths }: ColumnLayout, all: readonly ContactColumn[]): ShownContactColumn[] {
  return ['name', ...shown].flatMap((key) => {
    const column = all.find((one) => one.key === key);
    return column ? [{ ...column, width: widths[key] ?? column.naturalWidth }] : [];
  });
}

/** The columns that this member may see, as filters and saved views call them; the project's own fields come last. */
export function useContactColumns(fields: readonly FieldView[]): ContactColumn[] {
  const { t, i18n } = useTranslation('contacts');
  const { may } = usePermissions();
  const members = useProject()?.members;
  const [crm, inbox] = [may('crm', 'view'), may('inbox', 'view')];

  return useMemo(() => {
    const language = i18n.language;
    const memberName = (id: string) => members?.find((member) => member.id === id)?.name;
    const fixed = (
      key: string,
      name: string,
      naturalWidth: number,
      cell: ContactColumn['cell'],
      more: Partial<ContactColumn> = {},
    ): ContactColumn => ({ key, name, naturalWidth, cell, group: 'contact', align: 'left', sortable: false, ...more });

    const columns: (ContactColumn | false)[] = [
      fixed('name', t('fields.name'), 230, (row, open) => <Name row={row} onOpen={open} />, { sortable: true }),
      fixed('phone', t('fields.phone'), 140, (row) => row.phone),
      fixed('email', t('fields.email'), 168, (row) => <span className={classes.cut}>{row.email}</span>),
      fixed('tags', t('fields.tags'), 148, (row) => <Tags tags={row.tags} />),
      fixed('responsible', t('fields.responsible'), 140, (row) => (
        <Responsible name={row.responsibleId && (memberName(row.responsibleId) ?? null)} />
      )),
      fixed('channel', t('fields.channels'), 92, (row) => <Channels row={row} />),
      crm &&
        fixed(
          'deals',
          t('fields.deals'),
          84,
          (row) => row.deals > 0 && <span title={t('dealsHint', row)}>{t('dealsShort', row)}</span>,
          { align: 'right' },
        ),
      inbox &&
        fixed('last_message', t('fields.lastMessage'), 208, (row) => <LastMessage row={row} language={language} />, {
          sortable: true,
        }),
      fixed('created', t('fields.created'), 96, (row) => <Created row={row} language={language} />, {
        sortable: true,
      }),
      ...fields
        .filter(({ entity }) => entity === 'contact')
        .map((field) =>
          fixed(
            `contact.${field.key}`,
            field.name,
            140,
            ({ variables }) => own(field, variables[field.key], { language, memberName }),
            {
              group: 'contactVariables',
              align: field.type === 'number' || field.type === 'money' ? 'right' : 'left',
            },
          ),
        ),
    ];
    return columns.filter((column) => column !== false);
  }, [t, i18n.language, members, fields, crm, inbox]);
}

/** A row on a telephone: what one looks a contact up for. */
export function ContactCard({ row, onOpen }: { row: ContactRow; onOpen: (contactId: string) => void }) {
  const { i18n } = useTranslation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by hand, which a table element forbids
    <span role="cell" className={classes.card}>
      <span className={classes.line}>
        <Name row={row} onOpen={onOpen} />
        <span className={classes.space} />
        <Channels row={row} />
      </span>
      <span className={classes.line}>
        <span className={classes.reach}>{[row.phone, row.email].filter(Boolean).join(' · ')}</span>
        <Tags tags={row.tags} />
        <span className={classes.space} />
        {row.lastMessageAt && (
          <time className={classes.quiet} dateTime={row.lastMessageAt}>
            {shortDay(row.lastMessageAt, i18n.language)}
          </time>
        )}
      </span>
    </span>
  );
}

function own(field: FieldView, value: unknown, reader: Parameters<typeof fieldText>[2]): ReactNode {
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

function Created({ row, language }: { row: ContactRow; language: string }) {
  return (
    <time className={classes.quiet} dateTime={row.createdAt} title={fullMoment(row.createdAt, language)}>
      {shortDay(row.createdAt, language)}
    </time>
  );
}
