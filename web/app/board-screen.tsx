import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconFilterCog, IconPlus, IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSortable } from '../../api/contract/deal-list.ts';
import type { PipelineView } from '../../api/contract/pipelines.ts';
import { Board } from '../features/board/board.tsx';
import { CardPreview } from '../features/board/card-preview.tsx';
import { ExportButton } from '../features/exchange/export-button.tsx';
import { FilterBar } from '../features/filter/filter-bar.tsx';
import { FilterChips } from '../features/filter/filter-chips.tsx';
import { useOperandOptions } from '../features/filter/use-operand-options.tsx';
import { useSavedViews } from '../features/filter/use-saved-views.ts';
import { ViewsMenu } from '../features/filter/views-menu.tsx';
import { usualColumns } from '../features/list/list-columns.ts';
import { PipelineMenu } from '../features/pipelines/pipeline-menu.tsx';
import type { SettingsTab } from '../features/pipelines/pipeline-settings-dialog.tsx';
import { useTableView } from '../ui/columns/use-table-view.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import classes from './board-screen.module.css';
import { showView, useBoardSearch } from './board-search.ts';
import { fieldGroups, useDealFields } from './deal-fields.ts';
import { EverywhereNote } from './everywhere-note.tsx';
import { LoadingScreen } from './loading-screen.tsx';
import { NotFoundScreen } from './not-found-screen.tsx';
import { useOpenDeal } from './open-deal.ts';
import { rememberKind, rememberPipeline } from './remembered.ts';
import { pipelinesQuery, useMembership, usePermissions, useProject, useProjectId } from './session.ts';
import { useKnownVariables } from './use-known-variables.ts';
import { ViewSwitch } from './view-switch.tsx';

const CreatePipelineDialog = lazy(() =>
  import('../features/pipelines/create-pipeline-dialog.tsx').then((m) => ({ default: m.CreatePipelineDialog })),
);
const CreateStageDialog = lazy(() =>
  import('../features/pipelines/create-stage-dialog.tsx').then((m) => ({ default: m.CreateStageDialog })),
);
const PipelineSettingsDialog = lazy(() =>
  import('../features/pipelines/pipeline-settings-dialog.tsx').then((m) => ({ default: m.PipelineSettingsDialog })),
);
const DealList = lazy(() => import('../features/list/deal-list.tsx').then((m) => ({ default: m.DealList })));
const DisplayMenu = lazy(() => import('../ui/columns/display-menu.tsx').then((m) => ({ default: m.DisplayMenu })));
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
      {creating && <NewPipeline onClose={() => setCreating(false)} onCreated={openPipeline} />}
    </div>
  );
}

function PipelineScreen({ pipelines, pipeline }: { pipelines: PipelineView[]; pipeline: PipelineView }) {
  const { t } = useTranslation('pipelines');
  const { t: tBoard } = useTranslation('board');
  const { t: tFields } = useTranslation('fields');
  const projectId = useProjectId();
  const { may } = usePermissions();
  const mayEdit = may('crm', 'edit');
  const openPipeline = useOpenPipeline();
  const openDeal = useOpenDeal();
  const [tags, setTags] = useState<string[]>([]);
  const shown = useShown(pipeline, pipelines, tags);
  const { address, list, filtering } = shown;
  const columns = shown.fields.filter(({ onlyAsked }) => !onlyAsked);
  const choices = columns.map(({ key, name, group }) => ({ key, name, group, sortable: isSortable(key) }));
  const groups = fieldGroups.map((key) => ({ key, name: tFields(`group.${key}`) }));
  const narrow = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false }) === true;
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = useCallback(() => setDialog(null), []);
  const variableNames = useKnownVariables(pipeline);

  return (
    <div className={classes.screen}>
      <header className={classes.bar}>
        <div className={classes.tools}>
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
            <ViewSwitch kind={address.kind} onKind={shown.setKind} />
          </div>
          <FilterBar {...filtering} />
          {address.kind === 'list' && (
            <Suspense fallback={null}>
              <DisplayMenu columns={choices} groups={groups} view={list} narrow={narrow} />
            </Suspense>
          )}
          {address.kind === 'list' && (
            <ExportButton filter={address.filter} pipelineId={pipeline.id} shown={list.layout.shown} />
          )}
          <ViewsMenu views={shown.views} mayShare={mayEdit} />
          {mayEdit && (
            <Button
              className={classes.newDeal}
              leftSection={<IconPlus size={15} stroke={2} />}
              onClick={() => setDialog({ kind: 'new-deal' })}
            >
              <span className={classes.newDealText}>{tBoard('newDeal')}</span>
            </Button>
          )}
        </div>
      </header>
      {address.everywhere && <EverywhereNote onLeave={address.stayOnBoard} />}
      <FilterChips {...filtering} />
      <div className={classes.board}>
        {address.kind === 'board' ? (
          <Board
            projectId={projectId}
            pipeline={pipeline}
            pipelines={pipelines}
            filter={address.filter}
            onTags={setTags}
            onCreateStage={() => setDialog({ kind: 'create-stage' })}
            onEditStages={() => setDialog({ kind: 'settings', tab: 'stages' })}
          />
        ) : (
          <Suspense fallback={<LoadingScreen />}>
            <DealList
              projectId={projectId}
              pipeline={pipeline}
              pipelines={pipelines}
              filter={address.filter}
              everywhere={address.everywhere}
              fields={columns}
              view={list}
              onTags={setTags}
              onClearFilter={() => address.setFilter({})}
            />
          </Suspense>
        )}
      </div>
      <Suspense fallback={null}>
        {dialog?.kind === 'create-pipeline' && <NewPipeline onClose={close} onCreated={openPipeline} />}
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
            variableNames={variableNames}
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

function NewPipeline(props: { onClose: () => void; onCreated: (pipeline: PipelineView) => void }) {
  const projectId = useProjectId();
  const project = useProject();
  if (!project) return null;
  return (
    <Suspense fallback={null}>
      <CreatePipelineDialog projectId={projectId} currency={project.settings.currency} {...props} />
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

/** Board or list, their filter, and the saved views: all that decides which deals are shown and how. */
function useShown(pipeline: PipelineView, pipelines: PipelineView[], tags: string[]) {
  const { memberId } = useMembership();
  const address = useBoardSearch();
  const { kind, filter, sort, saved, setSort, setFilter, go } = address;
  const fields = useDealFields();
  const list = useTableView({
    storageKey: `voronka.columns.${memberId}.${pipeline.id}`,
    // Variables on this pipeline's cards are worth a column, too.
    usual: [...usualColumns, ...pipeline.settings.cardVariables.map((name) => `deal.${name}`)],
    sort,
    setSort,
  });
  const { layout, setLayout } = list;
  const optionsOf = useOperandOptions({ pipelines, tags });
  const filtering = { filter, onFilter: setFilter, fields, optionsOf, currency: pipeline.currency };

  const setKind = (next: typeof kind) => {
    rememberKind(pipeline.id, next);
    address.setKind(next);
  };
  const views = useSavedViews({
    entity: 'deal',
    pipelineId: pipeline.id,
    activeId: saved,
    shown: { kind, filter, sort, columns: layout.shown },
    onApply: (view) => {
      if (view?.columns.length) setLayout({ ...layout, shown: view.columns });
      if (view) rememberKind(pipeline.id, view.kind);
      go(({ view: now }) => (view ? showView(view) : { ...(now && { view: now }) }));
    },
  });
  return { address, fields, list, filtering, views, setKind };
}
