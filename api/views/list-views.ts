import { and, asc, eq, or } from 'drizzle-orm';
import { allows } from '../../crm-core/members/permissions.ts';
import { authorOf, sectionOf } from '../../crm-core/views/view-rules.ts';
import { views as table } from '../../drizzle/schema/index.ts';
import type { views } from '../contract/views.ts';
import type { Handler } from '../http/handler.ts';
import { viewAnswer } from './view-answer.ts';

export const listViews: Handler<typeof views.list> = async ({ deps, caller }) => {
  const author = authorOf(caller.actor);
  const rows = await deps.core.db.orm
    .select()
    .from(table)
    .where(
      and(
        eq(table.projectId, caller.projectId),
        or(eq(table.shared, true), author === null ? undefined : eq(table.memberId, author)),
      ),
    )
    .orderBy(asc(table.name), asc(table.id));
  const seen = rows.filter((row) => allows(caller.actor.permissions, sectionOf(row), 'view'));
  return seen.map((row) => viewAnswer(row, caller));
};
