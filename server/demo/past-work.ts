import { Work } from '../../crm-core/work/work.ts';

/** A work whose time is moved on between commands: a whole history, told by the very commands that people use. */
export class PastWork extends Work {
  declare now: Date;

  /** Takes over all that another one holds and has not committed. */
  absorb(other: PastWork): void {
    for (const [name, rows] of other.changed()) {
      for (const change of rows.changes.values()) if (change.kind === 'insert') this.rows(name).insert(change.row);
    }
  }
}
