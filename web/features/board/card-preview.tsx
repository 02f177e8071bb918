import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealCard } from '../../../api/contract/deals.ts';
import type { PipelineView } from '../../../api/contract/pipelines.ts';
import { asId } from '../../../kernel/ids.ts';
import { useProject } from '../../app/session.ts';
import { BoardContext, type BoardSurroundings } from './board-context.ts';
import { DealCardFace } from './deal-card-face.tsx';

/** An example card as this pipeline would show it. */
export function CardPreview({ pipeline }: { pipeline: PipelineView }) {
  const { t, i18n } = useTranslation('board');
  const own = useProject()?.fields;
  const surroundings = useMemo(
    (): BoardSurroundings => ({
      projectId: '',
      pipeline,
      pipelines: [pipeline],
      memberNames: new Map([['mem_example', t('example.member')]]),
      // Made-up values have no type.
      fields: new Map((own ?? []).map(({ key, name }) => [key, { name, type: 'text', options: {} }])),
      language: i18n.language,
      now: Date.now(),
      mayEdit: false,
      mayOverride: false,
      open: nothing,
      openMenu: nothing,
      acceptInto: nothing,
      createStage: nothing,
      explainUnsorted: nothing,
    }),
    [pipeline, own, t, i18n.language],
  );
  return (
    <BoardContext value={surroundings}>
      <DealCardFace card={exampleCard(pipeline, t)} />
    </BoardContext>
  );
}

const nothing = () => {};

function exampleCard(pipeline: PipelineView, t: (key: string) => string): DealCard {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  return {
    id: asId('deal_example'),
    version: 1,
    name: t('example.name'),
    description: t('example.description'),
    contactId: asId('con_example'),
    contactName: t('example.contact'),
    phone: '+7 912 345-67-89',
    email: 'anna@example.com',
    amount: 1_290_000,
    currency: pipeline.currency,
    responsibleId: asId('mem_example'),
    pipelineId: pipeline.id,
    stageId: pipeline.stages[0]?.id ?? asId('stg_example'),
    status: 'open',
    rank: 'a',
    unsorted: null,
    closeReason: null,
    closedAt: null,
    stageEnteredAt: daysAgo(2),
    createdAt: daysAgo(5),
    updatedAt: daysAgo(1),
    tags: [t('example.tag')],
    variables: Object.fromEntries(pipeline.settings.cardVariables.map((name) => [name, t('example.value')])),
    channels: [{ kind: 'telegram', imitates: null }],
    nextTask: {
      id: asId('tsk_example'),
      title: t('example.task'),
      dueAt: new Date(Date.now() + 3_600_000).toISOString(),
    },
    unread: 2,
    lastMessageAt: daysAgo(1),
    lastMessageText: null,
    merged: 0,
  };
}
