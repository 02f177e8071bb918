import { and, asc, eq, sql } from 'drizzle-orm';
import type { Row } from '../../crm-core/work/tables.ts';
import { channels } from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { ChannelId, ProjectId } from '../../kernel/ids.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { ChannelView } from '../contract/channels.ts';

/** Read from the table and not from the configuration: a connection's state changes by itself. */
export async function listChannelViews({ core }: ApiDeps, projectId: ProjectId): Promise<ChannelView[]> {
  const rows = await core.db.orm
    .select()
    .from(channels)
    .where(and(eq(channels.projectId, projectId), sql`${channels.settings}->'removed' is null`))
    .orderBy(asc(channels.id));
  return rows.map(channelView);
}

/** Throws `not_found`. */
export async function getChannelView({ core }: ApiDeps, projectId: ProjectId, id: ChannelId): Promise<ChannelView> {
  const [row] = await core.db.orm
    .select()
    .from(channels)
    .where(and(eq(channels.projectId, projectId), eq(channels.id, id)));
  if (!row) throw notFound('channel', id);
  return channelView(row);
}

/** Without its token and secrets. */
function channelView(row: Row<'channels'>): ChannelView {
  const { id, kind, name, enabled, status, statusText, settings } = row;
  return {
    ...{ id, kind, name, enabled, status, statusText },
    imitates: settings.imitates ?? null,
    intake: settings.intake ?? null,
  };
}
