import { findPipeline, findStage } from '../../crm-core/config/project-config.ts';
import { toMajor } from '../../crm-core/money.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { Work } from '../../crm-core/work/work.ts';
import type { Value } from '../expressions/value.ts';

/** What expressions read of a deal: its fields under fixed names, and its variables. A field wins over a variable. */
export function dealVariables(work: Work, deal: Row<'deals'> | undefined): Record<string, Value> {
  if (!deal) return {};
  return {
    ...deal.variables,
    id: deal.id,
    name: deal.name,
    description: deal.description,
    amount: deal.amount === null ? null : toMajor({ amount: deal.amount, currency: deal.currency }),
    currency: deal.currency,
    status: deal.status,
    stage: findStage(work.config, deal.stageId)?.name ?? null,
    pipeline: findPipeline(work.config, deal.pipelineId)?.row.name ?? null,
    responsible: work.config.members.find(({ row }) => row.id === deal.responsibleId)?.name ?? null,
    tags: deal.tags,
    created_at: deal.createdAt.toISOString(),
  };
}

export function contactVariables(
  contact: Row<'contacts'>,
  identity: Row<'identities'> | undefined,
): Record<string, Value> {
  return {
    ...contact.variables,
    id: contact.id,
    name: contact.name,
    phone: contact.phone,
    email: contact.email,
    tags: contact.tags,
    username: identity?.username ?? null,
    created_at: contact.createdAt.toISOString(),
  };
}

export function projectVariables(work: Work): Record<string, Value> {
  return { ...work.config.project.variables, name: work.config.project.name };
}
