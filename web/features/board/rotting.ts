import type { DealCard } from '../../../api/contract/deals.ts';
import type { PipelineSettingsView } from '../../../api/contract/pipelines.ts';
import { dayLength } from '../../ui/moments.ts';

/** Whether an open deal has stood longer than the pipeline allows, from stage entry or the last message (PRODUCT D5). */
export function isRotting(
  card: DealCard,
  settings: Pick<PipelineSettingsView, 'rottingDays' | 'rottingFrom'>,
  now: number,
): boolean {
  if (settings.rottingDays === null || card.status !== 'open' || card.stageId === null) return false;
  const since =
    settings.rottingFrom === 'last_message' ? (card.lastMessageAt ?? card.stageEnteredAt) : card.stageEnteredAt;
  return now - Date.parse(since) >= settings.rottingDays * dayLength;
}
