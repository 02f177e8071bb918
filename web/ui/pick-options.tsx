import type { PipelineView } from '../../api/contract/pipelines.ts';
import { MemberAvatar } from './member-avatar.tsx';
import type { PickOption } from './pick-list.tsx';
import { StageDot } from './stage-dot.tsx';

/** Members that are still here; with `nobody`, also none of them under that name. */
export function memberOptions(
  members: readonly { id: string; name: string; active: boolean }[],
  nobody?: string,
): PickOption[] {
  const people = members
    .filter(({ active }) => active)
    .map(({ id, name }) => ({ value: id, label: name, icon: <MemberAvatar name={name} size={20} tooltip={false} /> }));
  if (nobody === undefined) return people;
  return [...people, { value: 'none', label: nobody, icon: <MemberAvatar name={null} size={20} /> }];
}

export function stageOptions(pipelines: readonly PipelineView[]): PickOption[] {
  return pipelines.flatMap((pipeline) =>
    pipeline.stages.map(({ id, name, color }) => ({
      value: id,
      label: name,
      icon: <StageDot color={color} />,
      hint: pipeline.name,
      ...(pipelines.length > 1 && { group: pipeline.name }),
    })),
  );
}
