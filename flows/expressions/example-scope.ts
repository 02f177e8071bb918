import type { Scope } from './value.ts';

/** A scope for tests: noon of a Thursday in Moscow. */
export function exampleScope(parts: Partial<Scope> = {}): Scope {
  return {
    deal: {},
    contact: {},
    project: {},
    local: {},
    now: new Date('2026-01-15T09:00:00Z'),
    timeZone: 'Europe/Moscow',
    ...parts,
  };
}
