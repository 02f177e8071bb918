import { customType, timestamp } from 'drizzle-orm/pg-core';
import type { Id, IdKind } from '../../kernel/ids.ts';

/** Ids and order keys are compared bytewise everywhere: the database's own collation must not reorder them. */
export const bytewise = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/** A text column that holds an id of one kind. */
export const id = <Kind extends IdKind>(name: string) => bytewise(name).$type<Id<Kind>>();

/** A fractional order key (`crm-core/order-key.ts`). */
export const orderKey = (name: string) => bytewise(name);

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
