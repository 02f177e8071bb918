import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { PipelineView } from '../../../api/contract/pipelines.ts';
import { useOperation } from '../../app/api.ts';
import type { NamedField } from '../../app/deal-fields.ts';
import { useProject, useProjectId } from '../../app/session.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { MemberAvatar } from '../../ui/member-avatar.tsx';
import type { PickOption } from '../../ui/pick-list.tsx';
import { memberOptions, stageOptions } from '../../ui/pick-options.tsx';
import { StageDot, SystemStageIcon } from '../../ui/stage-dot.tsx';

interface Met {
  pipelines: readonly PipelineView[];
  /** Tags that have been seen. */
  tags: readonly string[];
}

/** What can be picked for a field, with the look that it has elsewhere; also how chips name what was picked. */
export function useOperandOptions({ pipelines, tags }: Met): (field: NamedField) => PickOption[] {
  const { t } = useTranslation('filter');
  const { t: tFields } = useTranslation('fields');
  const projectId = useProjectId();
  const members = useProject()?.members;
  const { data: channels } = useOperation(api.channels.list, { params: { projectId } });

  return useMemo(() => {
    const people = (): PickOption[] => [
      { value: 'me', label: t('me'), icon: <MemberAvatar name={null} size={20} /> },
      ...memberOptions(members ?? [], t('nobody')),
    ];
    const statuses = (['open', 'won', 'lost', 'archived'] as const).map((status) => ({
      value: status,
      label: tFields(`status.${status}`),
      icon: status === 'open' ? <StageDot color="blue" /> : <SystemStageIcon stage={status} size={15} />,
    }));
    return (field) => {
      switch (field.kind) {
        case 'stage':
          return stageOptions(pipelines);
        case 'pipeline':
          return pipelines.map(({ id, name }) => ({ value: id, label: name }));
        case 'status':
          return statuses;
        case 'member':
          return people();
        case 'tags':
          return tags.map((tag) => ({ value: tag, label: tag }));
        case 'channel':
          return (channels ?? []).map((channel) => ({
            value: channel.id,
            label: channel.name,
            icon: <ChannelIcon channel={channel} size={16} />,
          }));
        default:
          if (field.holds === 'member') return memberOptions(members ?? []);
          return (field.choices ?? []).map(({ value, color }) => ({
            value,
            label: value,
            icon: <StageDot color={color} />,
          }));
      }
    };
  }, [pipelines, tags, members, channels, t, tFields]);
}
