import type { Verdict } from '../blocks/block-definition.ts';

/** How a run goes on: as its block decided, by entering the block that it stands in, or not at all because that is gone. */
export type Step = Verdict | { kind: 'enter' } | { kind: 'lost'; why: string };
