import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconFilterCog, IconPlus, IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition, DealFilter } from '../../api/contract/deal-filter.ts';
import type { PipelineView } from '../../api/contract/pipelines.ts';
import { Board } from '../features/board/board.tsx';
import { CardPreview } from '../features/board/card-preview.tsx';
import { type Filter, FilterBar } from '../features/board/filter-bar.tsx';
import { PipelineMenu } from '../features/pipelines/pipeline-menu.tsx';
import type { SettingsTab } from '../features/pipelines/pipeline-settings-dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import classes from './board-screen.module.css';
import { LoadingScreen } from './loading-screen.tsx';
import { NotFoundScreen } from './not-found-screen.tsx';
import { useOpenDeal } from './open-deal.ts';
import { rememberPipeline } from './remembered.ts';
import { pipelinesQuery, usePermissions, useProject, useProjectId } from './session.ts';

const CreatePipelineDialog = lazy(() =>
  import('../features/pipelines/create-pipeline-dialog.tsx').then((m) => ({ default: m.CreatePipelineDialog })),
);
const CreateStageDialog = lazy(() =>
  import('../features/pipelines/create-stage-dialog.tsx').then((m) => ({ default: m.CreateStageDialog })),
);
const PipelineSettingsDialog = lazy(() =>
  import('../features/pipelines/pipeline-settings-dialog.tsx').then((m) => ({ default: m.PipelineSettingsDialog })),
);
const NewDealDialog = lazy(() =>
  import('../features/deals/new-deal-dialog.tsx').then((m) => ({ default: m.NewDealDialog })),
);

type Dialog =
  | { kind: 'create-pipeline' }
  | { kind: 'create-stage' }
  | { kind: 'settings'; tab: SettingsTab }
  | { kind: 'new-deal' };

/** The board of the address bar's pipeline, with everything that is opened from it. */
export function BoardScreen() {
  const projectId = useProjectId();
  const { pipelineId } = useParams({ from: '/p/$projectId/board/$pipelineId' });
  const { data: pipelines } = useQuery(pipelinesQuery(projectId));
  const pipeline = pipelines?.find(({ id }) => id === pipelineId);

  useEffect(() => {
    if (pipeline) rememberPipeline(projectId, pipeline.id);
  }, [projectId, pipeline]);

  if (!pipelines) return <LoadingScreen />;
  if (!pipeline) return <NotFoundScreen />;
  return <PipelineScreen key={pipeline.id} pipelines={pipelines} pipeline={pipeline} />;
}

export function NoPipelineScreen() {
  const { t } = useTranslation('pipelines');
  const { may } = usePermissions();
  const [creating, setCreating] = useState(false);
  const openPipeline = useOpenPipeline();
  return (
    <div className={classes.screen}>
      <EmptyState
        icon={<IconFilterCog size={20} stroke={1.7} />}
        title={t('none.title')}
        action={may('crm', 'edit') && <Button onClick={() => setCreating(true)}>{t('none.action')}</Button>}
      >
        {t('none.text')}
      </EmptyState>
      {creating && <NewPipeline currency="RUB" onClose={() => setCreating(false)} onCreated={openPipeline} />}
    </div>
  );
}

function PipelineScreen({ pipelines, pipeline }: { pipelines: PipelineView[]; pipeline: PipelineView }) {
  const { t } = useTranslation('pipelines');
  const { t: tBoard } = useTranslation('board');
  const projectId = useProjectId();
  const project = useProject();
  const { may } = usePermissions();
  const mayEdit = may('crm', 'edit');
  const openPipeline = useOpenPipeline();
  const openDeal = useOpenDeal();
  const { filter, bar, setFilter } = useFilter();
  const [tags, setTags] = useState<string[]>([]);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = useCallback(() => setDialog(null), []);
  const members = useMemo(() => (project?.members ?? []).filter(({ active }) => active), [project]);

  return (
    <div className={classes.screen}>
      <header className={classes.bar}>
        <div className={classes.left}>
          <PipelineMenu
            pipelines={pipelines}
            current={pipeline}
            onChoose={openPipeline}
            onCreate={mayEdit ? () => setDialog({ kind: 'create-pipeline' }) : undefined}
          />
          {mayEdit && (
            <Tooltip label={t('gear')}>
              <ActionIcon
                size={30}
                aria-label={t('gear')}
                onClick={() => setDialog({ kind: 'settings', tab: 'general' })}
              >
                <IconSettings size={17} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
        <FilterBar filter={bar} onFilter={setFilter} members={members} tags={tags} />
        {mayEdit && (
          <Button
            className={classes.newDeal}
            leftSection={<IconPlus size={15} stroke={2} />}
            onClick={() => setDialog({ kind: 'new-deal' })}
          >
            {tBoard('newDeal')}
          </Button>
        )}
      </header>
      <div className={classes.board}>
        <Board
          projectId={projectId}
          pipeline={pipeline}
          pipelines={pipelines}
          filter={filter}
          onTags={setTags}
          onCreateStage={() => setDialog({ kind: 'create-stage' })}
          onEditStages={() => setDialog({ kind: 'settings', tab: 'stages' })}
        />
      </div>
      <Suspense fallback={null}>
        {dialog?.kind === 'create-pipeline' && (
          <NewPipeline currency={pipeline.currency} onClose={close} onCreated={openPipeline} />
        )}
        {dialog?.kind === 'create-stage' && (
          <CreateStageDialog
            projectId={projectId}
            pipeline={pipeline}
            onClose={close}
            onCreated={() => setDialog({ kind: 'settings', tab: 'stages' })}
          />
        )}
        {dialog?.kind === 'settings' && (
          <PipelineSettingsDialog
            projectId={projectId}
            pipeline={pipeline}
            pipelines={pipelines}
            tab={dialog.tab}
            variableNames={pipeline.settings.cardVariables}
            preview={(settings) => <CardPreview pipeline={{ ...pipeline, settings }} />}
            onClose={close}
            onDeleted={() => openPipeline(pipelines.find(({ id }) => id !== pipeline.id))}
          />
        )}
        {dialog?.kind === 'new-deal' && (
          <NewDealDialog
            pipeline={pipeline}
            pipelines={pipelines}
            onClose={close}
            onCreated={(deal) => {
              close();
              openDeal(deal.id);
            }}
          />
        )}
      </Suspense>
    </div>
  );
}

function NewPipeline(props: { currency: string; onClose: () => void; onCreated: (pipeline: PipelineView) => void }) {
  return (
    <Suspense fallback={null}>
      <CreatePipelineDialog projectId={useProjectId()} {...props} />
    </Suspense>
  );
}

function useOpenPipeline(): (pipeline: PipelineView | undefined) => void {
  const projectId = useProjectId();
  const navigate = useNavigate();
  return (pipeline) =>
    void (pipeline
      ? navigate({ to: '/p/$projectId/board/$pipelineId', params: { projectId, pipelineId: pipeline.id } })
      : navigate({ to: '/p/$projectId/board', params: { projectId } }));
}

/** The filter lives in the address, so it survives a reload and can be sent to a colleague. */
function useFilter() {
  const search = useSearch({ from: '/p/$projectId/board/$pipelineId' });
  const navigate = useNavigate({ from: '/p/$projectId/board/$pipelineId' });
  const { q, responsible, tag } = search;

  const filter = useMemo<DealFilter>(() => {
    const conditions: Condition[] = [
      ...(responsible ? [{ field: 'responsible', op: 'any_of' as const, value: [responsible] }] : []),
      ...(tag ? [{ field: 'tags', op: 'any_of' as const, value: [tag] }] : []),
    ];
    return { ...(q && { search: q }), ...(conditions.length > 0 && { conditions }) };
  }, [q, responsible, tag]);
  const bar: Filter = {
    ...(q && { search: q }),
    ...(responsible && { responsibleId: responsible }),
    ...(tag && { tag }),
  };
  const setFilter = (next: Filter) =>
    void navigate({
      search: ({ deal }) => ({
        ...(deal && { deal }),
        ...(next.search && { q: next.search }),
        ...(next.responsibleId && { responsible: next.responsibleId }),
        ...(next.tag && { tag: next.tag }),
      }),
      replace: true,
    });
  return { filter, bar, setFilter };
}
