import { and, eq, inArray } from 'drizzle-orm';
import type { TraceStep } from '../../crm-core/conversations/turn-trace.ts';
import type { Database } from '../../drizzle/client.ts';
import * as schema from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { conversations, TurnView } from '../contract/conversations.ts';
import type { Handler } from '../http/handler.ts';
import { messageView } from './message-view.ts';

/** A turn with the names that blocks had in the version that ran, and with what was said. */
export const getTurn: Handler<typeof conversations.turn> = async ({ deps, params }) => {
  const { db } = deps.core;
  const { turns } = schema;
  const [turn] = await db.orm
    .select()
    .from(turns)
    .where(and(eq(turns.projectId, params.projectId), eq(turns.id, params.turnId)));
  if (!turn) throw notFound('turn', params.turnId);
  const { events, steps } = turn.trace;
  const [blocks, texts] = await Promise.all([
    readBlocks(db, params.projectId, steps),
    readTexts(db, params.projectId, steps),
  ]);
  return {
    id: turn.id,
    conversationId: turn.conversationId,
    at: turn.at.toISOString(),
    events: events.map(({ kind }) => kind),
    steps: steps.map((step) => readable(step, blocks, texts)),
  };
};

type Blocks = Map<string, { flowName: string; titles: Map<string, string> }>;

function readable(step: TraceStep, blocks: Blocks, texts: Map<string, string>): TurnView['steps'][number] {
  if (step.kind === 'sent') return { ...step, text: texts.get(step.messageId) ?? '' };
  if (step.kind !== 'block') return step;
  const { versionId, ...rest } = step;
  const flow = blocks.get(versionId);
  return { ...rest, flowName: flow?.flowName ?? '', blockTitle: flow?.titles.get(step.blockId) ?? step.blockId };
}

async function readBlocks({ orm }: Database, projectId: ProjectId, steps: TraceStep[]): Promise<Blocks> {
  const ids = [...new Set(steps.flatMap((step) => (step.kind === 'block' ? [step.versionId] : [])))];
  if (ids.length === 0) return new Map();
  const { flowVersions } = schema;
  const rows = await orm
    .select({ id: flowVersions.id, document: flowVersions.document })
    .from(flowVersions)
    .where(and(eq(flowVersions.projectId, projectId), inArray(flowVersions.id, ids)));
  return new Map(
    rows.map(({ id, document }) => {
      const { name, blocks } = Object(document); // a published document: it was checked when it was published
      const listed: { id: string; title?: string }[] = Array.isArray(blocks) ? blocks : [];
      return [id, { flowName: String(name), titles: new Map(listed.map((one) => [one.id, one.title || one.id])) }];
    }),
  );
}

async function readTexts({ orm }: Database, projectId: ProjectId, steps: TraceStep[]): Promise<Map<string, string>> {
  const ids = steps.flatMap((step) => (step.kind === 'sent' ? [step.messageId] : []));
  if (ids.length === 0) return new Map();
  const { messages } = schema;
  const rows = await orm
    .select()
    .from(messages)
    .where(and(eq(messages.projectId, projectId), inArray(messages.id, ids as (typeof messages.$inferSelect)['id'][])));
  return new Map(rows.map((row) => [row.id, messageView(row).text]));
}
