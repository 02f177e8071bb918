import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { imitated } from '../../bot/simulator/index.ts';
import type { ProjectConfig } from '../../crm-core/config/project-config.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { Database } from '../../drizzle/client.ts';
import { flows } from '../../drizzle/schema/index.ts';
import type { KnownChannel } from '../../flows/graph/check-channels.ts';
import { checkFlow } from '../../flows/graph/check-flow.ts';
import { variablesSetBy } from '../../flows/graph/check-reads.ts';
import { type FlowDocument, readFlow } from '../../flows/graph/flow-document.ts';
import type { flowProblem } from '../contract/flows.ts';

export type FlowProblem = z.output<typeof flowProblem>;

/** What the checker says of a flow, knowing what there is in the project (PRODUCT M5). */
export async function flowProblems(
  db: Database,
  { project, pipelines, members, fields, channels, flows: published }: ProjectConfig,
  document: FlowDocument,
): Promise<FlowProblem[]> {
  const others = await db.orm
    .select({ id: flows.id, name: flows.name })
    .from(flows)
    .where(eq(flows.projectId, project.id));
  const set = published.flatMap(({ version }) => {
    const { flow } = readFlow(version.document);
    return flow ? variablesSetBy(flow) : [];
  });
  const namesOf = (entity: 'deal' | 'contact') => [
    ...fields.filter((field) => field.entity === entity).map(({ key }) => key),
    ...set.flatMap((path) => (path.startsWith(`${entity}.`) ? path.slice(entity.length + 1) : [])),
  ];
  const problems = checkFlow(document, {
    pipelines: pipelines.map(({ row, stages }) => ({ ...row, stages })),
    members: members.map(({ row, name, email }) => ({ id: row.id, name, email })),
    flows: others,
    variables: {
      deal: namesOf('deal'),
      contact: namesOf('contact'),
      project: Object.keys(project.variables),
    },
    channels: channels.filter(({ settings }) => !settings.removed).map(knownChannel),
  });
  return problems.map((problem) => ({ ...problem, blockId: problem.blockId ?? null }));
}

/** What its messenger can do; a simulator does as the one that it imitates. */
function knownChannel({ kind, name, settings }: Row<'channels'>): KnownChannel {
  const { choices, openHours } = imitated[kind === 'telegram' ? 'telegram' : (settings.imitates ?? 'whatsapp')];
  return {
    name,
    ...(choices.as === 'buttons' && { buttons: { max: choices.max, maxLabel: choices.maxLabel } }),
    ...(openHours !== undefined && { openHours }),
  };
}

export function hasErrors(problems: readonly FlowProblem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}
