import type { StageView } from '../../api/contract/pipelines.ts';

export type StageColor = StageView['color'];

/** In the order in which new stages get them: neighbours look apart. */
export const stageColors: StageColor[] = [
  'blue',
  'orange',
  'violet',
  'teal',
  'pink',
  'yellow',
  'indigo',
  'green',
  'red',
  'cyan',
  'grape',
  'lime',
  'gray',
];

/** The first colour that no stage wears yet. */
export function nextColor(stages: { color: StageColor }[]): StageColor {
  const worn = new Set(stages.map(({ color }) => color));
  return stageColors.find((color) => !worn.has(color)) ?? stageColors[stages.length % stageColors.length] ?? 'blue';
}
