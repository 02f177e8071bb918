import type { z } from 'zod';
import type { api } from '../../../api/contract/api.ts';

/** What is done to all of them. */
export type MassChange = z.input<NonNullable<typeof api.deals.mass.body>>['change'];
