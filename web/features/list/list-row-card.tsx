import { memo } from 'react';
import { GridCell, GridRow } from '../../ui/columns/grid-parts.tsx';
import { MemberAvatar } from '../../ui/member-avatar.tsx';
import { formatMoney } from '../../ui/money.ts';
import { CellContent, NextTask, StageOf } from './cell-content.tsx';
import { useListSurroundings } from './list-context.ts';
import { type ListRowProps, Tick } from './list-row.tsx';
import classes from './list-row-card.module.css';

const nameField = { key: 'name', name: '', kind: 'text', group: 'deal' } as const;

/** A row on a screen too narrow for columns: what matters of it on three lines. */
export const ListRowCard = memo(function ListRowCard(props: ListRowProps) {
  const { id, row, index, top, height, selected, activeColumn, onActivate, onOpen } = props;
  return (
    <GridRow
      className={classes.row}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-deal={row?.id}
      data-active={activeColumn !== undefined || undefined}
      style={{ transform: `translateY(${top}px)`, height }}
      onClick={() => {
        if (!row) return;
        onActivate({ row: index, column: 0 });
        onOpen(row);
      }}
    >
      <Tick {...props} />
      <GridCell id={`${id}-${index}-0`} aria-colindex={2} className={classes.card}>
        {row ? <CardLines {...props} row={row} /> : <span className={classes.pending} />}
      </GridCell>
    </GridRow>
  );
});

function CardLines({ row }: ListRowProps & { row: NonNullable<ListRowProps['row']> }) {
  const { language, members } = useListSurroundings();
  const responsible = members.find(({ id }) => id === row.responsibleId)?.name ?? null;
  return (
    <>
      <div className={classes.line}>
        <span className={classes.name}>
          <CellContent row={row} field={nameField} />
        </span>
        {row.amount !== null && (
          <span className={classes.amount}>{formatMoney(row.amount, row.currency, language)}</span>
        )}
      </div>
      <div className={classes.line}>
        <StageOf row={row} />
        {row.contactName && row.contactName !== row.name && <span className={classes.quiet}>{row.contactName}</span>}
        <span className={classes.space} />
        <MemberAvatar name={responsible} size={20} tooltip={false} />
      </div>
      <div className={classes.line}>
        {row.nextTask ? (
          <NextTask row={row} />
        ) : (
          <span className={classes.quiet}>{row.lastMessageText ?? row.phone}</span>
        )}
      </div>
    </>
  );
}
