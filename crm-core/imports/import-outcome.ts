import type { Row } from '../work/tables.ts';

export type ImportOutcome = { kind: 'ok'; import: Row<'imports'> } | ImportRefused;

export interface ImportRefused {
  kind: 'refused';
  why: 'not_draft' | 'not_running' | 'not_stopped' | 'not_done';
  message: string;
}

export function refuse(why: ImportRefused['why'], message: string): ImportRefused {
  return { kind: 'refused', why, message };
}
