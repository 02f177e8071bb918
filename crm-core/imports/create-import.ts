import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { importRows, imports } from '../../drizzle/schema/index.ts';
import { badInput } from '../../kernel/errors.ts';
import { type ImportId, newId, type ProjectId } from '../../kernel/ids.ts';
import { type Actor, demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { ImportPlan } from './import-plan.ts';

export interface NewImport {
  projectId: ProjectId;
  actor: Actor;
  now: Date;
  entity: Row<'imports'>['entity'];
  fileName: string;
  encoding: string;
  delimiter: string;
  headers: string[];
  plan: ImportPlan;
  /** Rows of cells, some hundreds at a time; the first is row 2 of the file. */
  rows: AsyncIterable<string[][]>;
}

export const mostRows = 100_000;

/**
 * Stores a file's rows as a draft; nothing is imported yet. A transaction of its own, because a file has more rows than a
 * `Work` should hold. Throws `bad_input` for a file with no rows or with too many.
 */
export async function createImport(db: Database, input: NewImport): Promise<ImportId> {
  demandImport(input.actor, input.entity);
  const { projectId, entity, now } = input;
  const id = newId('import');
  await db.orm.transaction(async (tx) => {
    const { fileName, encoding, delimiter, headers, plan } = input;
    await tx.insert(imports).values({
      ...{ id, projectId, entity, fileName, encoding, delimiter, headers, plan },
      status: 'draft',
      rows: 0,
      startedBy: input.actor.record,
      permissions: input.actor.permissions,
      createdAt: now,
    });
    let number = 1;
    for await (const cells of input.rows) {
      if (number - 1 + cells.length > mostRows)
        throw badInput(`A file may have ${mostRows} rows at most`, { why: 'too_many_rows', most: mostRows });
      const rows = cells.map((one) => {
        number += 1;
        return { importId: id, projectId, number, cells: one, status: 'waiting' as const, problems: [] };
      });
      if (rows.length > 0) await tx.insert(importRows).values(rows);
    }
    if (number === 1) throw badInput('The file has no rows below its headers', { why: 'no_rows' });
    await tx
      .update(imports)
      .set({ rows: number - 1 })
      .where(eq(imports.id, id));
  });
  return id;
}

/** Contacts need their section; deals, with contacts in them, both. */
export function demandImport(actor: Actor, entity: Row<'imports'>['entity']): void {
  demand(actor, 'contacts', 'edit');
  if (entity === 'deal') demand(actor, 'crm', 'edit');
}
