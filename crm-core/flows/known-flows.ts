import { eq } from 'drizzle-orm';
import { flows } from '../../drizzle/schema/index.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

/** All flows of the project in order of hearing, drafts and switched-off ones too. */
export async function flowsInOrder(work: Work): Promise<Row<'flows'>[]> {
  const rows = await work.db.orm.select().from(flows).where(eq(flows.projectId, work.projectId));
  work.flows.seed(rows.filter((row) => work.flows.changes.get(row.id)?.kind !== 'delete'));
  return work.flows.seen().sort((a, b) => (`${a.position} ${a.id}` < `${b.position} ${b.id}` ? -1 : 1));
}
