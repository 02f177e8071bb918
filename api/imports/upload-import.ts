import { and, desc, eq, ne, sql } from 'drizzle-orm';
import { createImport, demandImport } from '../../crm-core/imports/create-import.ts';
import { guessColumns } from '../../crm-core/imports/guess-columns.ts';
import { emptyPlan, type ImportPlan } from '../../crm-core/imports/import-plan.ts';
import * as schema from '../../drizzle/schema/index.ts';
import type { ProjectCaller } from '../auth/caller.ts';
import { type imports, mostImportBytes } from '../contract/imports.ts';
import type { Call, Handler } from '../http/handler.ts';
import { tooLarge } from '../http/read-body.ts';
import { getImportRow, importView } from './import-view.ts';
import { readCsv, understandCsv } from './read-csv.ts';

export const uploadImport: Handler<typeof imports.upload> = async (call) => {
  const { entity, name: fileName } = call.query;
  const { projectId, actor } = call.caller;
  demandImport(actor, entity);
  const csv = understandCsv(await readAll(call.body));
  const { headers, rows } = await readCsv(csv);
  const { db, clock } = call.deps.core;
  const { encoding, delimiter } = csv;
  const plan = (await rememberedPlan(call, entity, headers)) ?? guessedPlan(call.caller, entity, headers);
  const importId = await createImport(db, {
    ...{ projectId, actor, now: clock.now(), entity, fileName, encoding, delimiter, headers, plan, rows },
  });
  return importView(await getImportRow(db, { projectId, importId }));
};

async function readAll(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > mostImportBytes) throw tooLarge('The file is larger than 20 MB. Split it.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

type Entity = 'contact' | 'deal';

function guessedPlan({ config }: ProjectCaller, entity: Entity, headers: string[]): ImportPlan {
  const known = config.fields.map((field) => ({ field: `${field.entity}.${field.key}`, name: field.name }));
  return { ...emptyPlan, columns: guessColumns(entity, headers, known) };
}

/** What was decided for the last file of the same shape, as far as the things that it names are still there. */
async function rememberedPlan(
  { deps, caller }: Pick<Call<unknown, unknown, unknown, ProjectCaller>, 'deps' | 'caller'>,
  entity: Entity,
  headers: string[],
): Promise<ImportPlan | undefined> {
  const { imports } = schema;
  const [last] = await deps.core.db.orm
    .select({ plan: imports.plan })
    .from(imports)
    .where(
      and(
        eq(imports.projectId, caller.projectId),
        eq(imports.entity, entity),
        ne(imports.status, 'draft'),
        eq(imports.headers, sql`${JSON.stringify(headers)}::jsonb`),
      ),
    )
    .orderBy(desc(imports.id))
    .limit(1);
  if (!last) return undefined;
  const { pipelineId, stageId, responsibleId } = last.plan;
  const { pipelines, members } = caller.config;
  const stage = pipelines.some(({ stages }) => stages.some(({ id }) => id === stageId));
  return {
    ...last.plan,
    pipelineId: pipelines.some(({ row }) => row.id === pipelineId) ? pipelineId : null,
    stageId: stage ? stageId : null,
    responsibleId: members.some(({ row }) => row.id === responsibleId && row.active) ? responsibleId : null,
  };
}
