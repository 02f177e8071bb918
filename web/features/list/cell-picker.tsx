import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DealRow } from '../../../api/contract/deal-list.ts';
import type { NamedField } from '../../app/deal-fields.ts';
import { CellContent } from './cell-content.tsx';
import classes from './cell-picker.module.css';

export interface EditorProps {
  row: DealRow;
  field: NamedField;
  /** `next`: the person goes on to the next cell. */
  onClose: (next?: 'next') => void;
}

/** The value stays to be read in its cell, what can be picked hangs below it. */
export function CellPicker({ row, field, onClose, children }: EditorProps & { children: ReactNode }) {
  return (
    <Popover
      opened
      onChange={(opened) => !opened && onClose()}
      width={260}
      position="bottom-start"
      trapFocus
      withinPortal
    >
      <Popover.Target>
        <span className={classes.anchor}>
          <CellContent row={row} field={field} />
        </span>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={field.name} onClick={(event) => event.stopPropagation()}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
