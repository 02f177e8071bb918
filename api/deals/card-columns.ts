import type { Fragment, Sql } from 'postgres';

/** What a card shows of `deals d` and its contact `c` (`CardRow`). */
export function cardColumns(sql: Sql): Fragment {
  return sql`
    d.id, d.version, d.name, d.description, d.contact_id as "contactId", c.name as "contactName", c.phone, c.email,
    c.person_id as "personId", d.amount, d.currency, d.responsible_id as "responsibleId",
    d.pipeline_id as "pipelineId", d.stage_id as "stageId", d.status, d.rank, d.unsorted,
    d.close_reason as "closeReason", d.closed_at as "closedAt", d.stage_entered_at as "stageEnteredAt",
    d.created_at as "createdAt", d.updated_at as "updatedAt", to_json(d.tags) as tags, d.variables`;
}
