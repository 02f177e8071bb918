import type { Variables } from '../../drizzle/schema/documents.ts';
import { type MemberId, newId } from '../../kernel/ids.ts';
import { topKey } from '../order-key.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { placeOf } from './deal-place.ts';
import type { Placement } from './intake-rules.ts';
import { recordVisit } from './record-visit.ts';

export interface DealFields {
  contact: Row<'contacts'> | undefined;
  name: string;
  description?: string;
  amount?: number | null;
  currency?: string | undefined;
  responsibleId: MemberId | null;
  variables?: Variables;
  tags?: string[];
}

/** Records a deal and tells of it. */
export function insertDeal(work: Work, deal: Row<'deals'>): Row<'deals'> {
  work.emit(
    'deal.created',
    { dealId: deal.id, contactId: deal.contactId },
    {
      name: deal.name,
      amount: deal.amount,
      currency: deal.currency,
      to: placeOf(work, deal),
      ...(deal.unsorted && { unsorted: deal.unsorted }),
    },
  );
  return recordVisit(work, work.deals.insert(deal));
}

/** A deal at its place, on top of the others; not recorded yet. */
export function newDeal(work: Work, placement: Placement, fields: DealFields): Row<'deals'> {
  return {
    id: newId('deal'),
    projectId: work.projectId,
    contactId: fields.contact?.id ?? null,
    name: fields.name,
    description: fields.description ?? '',
    amount: fields.amount ?? null,
    currency: fields.currency ?? currencyOf(work, placement),
    responsibleId: fields.responsibleId,
    ...positionOf(placement),
    status: 'open',
    rank: topKey(work.now),
    closeReason: null,
    closedAt: null,
    stageEnteredAt: work.now,
    variables: fields.variables ?? {},
    tags: fields.tags ?? [],
    version: 1,
    createdAt: work.now,
    updatedAt: work.now,
  };
}

/** A deal in Unsorted belongs to no pipeline: it is shown in all of them (PRODUCT S9). */
function positionOf(placement: Placement): Pick<Row<'deals'>, 'pipelineId' | 'stageId' | 'unsorted'> {
  if (placement.kind === 'stage') {
    return { pipelineId: placement.pipeline.id, stageId: placement.stage.id, unsorted: null };
  }
  return { pipelineId: null, stageId: null, unsorted: placement.reason };
}

function currencyOf(work: Work, placement: Placement): string {
  return placement.pipeline?.currency ?? work.config.project.settings.currency;
}
