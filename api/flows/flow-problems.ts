import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { ProjectConfig } from '../../crm-core/config/project-config.ts';
import type { Database } from '../../drizzle/client.ts';
import { flows } from '../../drizzle/schema/index.ts';
import { checkFlow } from '../../flows/graph/check-flow.ts';
import type { FlowDocument } from '../../flows/graph/flow-document.ts';
import type { flowProblem } from '../contract/flows.ts';

export type FlowProblem = z.output<typeof flowProblem>;

/** What the checker says of a flow, knowing what there is in the project (PRODUCT M5). */
export async function flowProblems(
  db: Database,
  { project, pipelines, members }: ProjectConfig,
  document: FlowDocument,
): Promise<FlowProblem[]> {
  const others = await db.orm
    .select({ id: flows.id, name: flows.name })
    .from(flows)
    .where(eq(flows.projectId, project.id));
  const problems = checkFlow(document, {
    pipelines: pipelines.map(({ row, stages }) => ({ ...row, stages })),
    members: members.map(({ row, name, email }) => ({ id: row.id, name, email })),
    flows: others,
  });
  return problems.map((problem) => ({ ...problem, blockId: problem.blockId ?? null }));
}

export function hasErrors(problems: readonly FlowProblem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}
