import type { Row } from '../work/tables.ts';

/** What came of asking to change a flow. */
export type FlowOutcome =
  | { kind: 'ok'; flow: Row<'flows'> }
  | { kind: 'refused'; why: 'changed' | 'no_version'; message: string };
