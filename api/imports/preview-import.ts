import { previewRows } from '../../crm-core/imports/preview-rows.ts';
import type { imports, PreviewRow } from '../contract/imports.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { importRowView } from './import-view.ts';

export const previewImport: Handler<typeof imports.preview> = (call) =>
  inWork(call, async (work) => {
    const { rows, checked, refused } = await previewRows(work, { ...call.params, plan: call.body.plan });
    return { checked, refused, rows: rows.map(toPreview) };
  });

function toPreview({ row, outcome, sameAs }: Awaited<ReturnType<typeof previewRows>>['rows'][number]): PreviewRow {
  const { contact, deal, status, problems } = outcome;
  return {
    ...importRowView(row),
    status,
    problems,
    sameAs,
    contactId: null,
    dealId: null,
    contact: contact
      ? {
          name: contact.name,
          phone: contact.phone,
          email: contact.email,
          responsibleId: contact.responsibleId,
          tags: contact.tags,
        }
      : null,
    deal: deal
      ? {
          name: deal.name,
          amount: deal.amount,
          currency: deal.currency,
          pipelineId: deal.pipelineId,
          stageId: deal.stageId,
          status: deal.status,
          responsibleId: deal.responsibleId,
        }
      : null,
  };
}
