import type { PipelineSettings, StageRules } from '../../drizzle/schema/documents.ts';

/** How a new pipeline looks. Every default of pipelines and stages stands here. */
export const defaultPipelineSettings: PipelineSettings = {
  cardFields: ['contact', 'amount', 'responsible', 'channel', 'next_task', 'tags'],
  cardVariables: [],
  systemStages: { unsorted: true, won: true, lost: true, archived: false },
  hideMerged: true,
  density: 'comfortable',
  sort: 'manual',
  showSums: true,
  rottingDays: 14,
  rottingFrom: 'last_message',
};

export const noRules: StageRules = { forbiddenTargets: [], requiredFields: [] };

/** The palette, in the order in which new stages take from it. */
export const stageColors = [
  'blue',
  'cyan',
  'teal',
  'green',
  'lime',
  'yellow',
  'orange',
  'red',
  'pink',
  'grape',
  'violet',
  'indigo',
  'gray',
] as const;

export function colorOfStage(index: number): string {
  return stageColors[index % stageColors.length] ?? 'gray';
}
