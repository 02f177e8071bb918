import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import { type ContactFilter, contactFilter } from '../../../api/contract/contact-filter.ts';
import { type DealFilter, dealFilter } from '../../../api/contract/deal-filter.ts';
import type { SavedView } from '../../../api/contract/views.ts';
import { asId } from '../../../kernel/ids.ts';
import { call, keyOf, useOperation } from '../../app/api.ts';
import { rememberDefaultView, rememberedDefaultView } from '../../app/remembered.ts';
import { useMembership } from '../../app/session.ts';
import { toastDone, toastError } from '../../ui/toast.tsx';
import type { ViewName } from './ask-view-name.tsx';

/** What a saved view keeps of what is on the screen. */
export interface Shown {
  kind: 'board' | 'list';
  filter: DealFilter | ContactFilter;
  columns: string[];
  sort: string | undefined;
}

interface ViewsOf {
  entity: SavedView['entity'];
  /** Contacts are on no board. */
  pipelineId: string | null;
  /** Of the address. */
  activeId: string | undefined;
  shown: Shown;
  /** Shows what a view keeps, under its id; undefined leaves the view and shows everything. */
  onApply: (view: SavedView | undefined) => void;
}

export type SavedViews = ReturnType<typeof useSavedViews>;

/** The saved views of a pipeline's board or of the contacts: which is shown, whether it was changed, and all that can be done with them. */
export function useSavedViews({ entity, pipelineId, activeId, shown, onApply }: ViewsOf) {
  const { t } = useTranslation('filter');
  const queryClient = useQueryClient();
  const { projectId, memberId } = useMembership();
  const place = pipelineId ?? entity;
  const { data } = useOperation(api.views.list, { params: { projectId } });
  const [defaultId, setDefaultId] = useState(() => rememberedDefaultView(memberId, place));
  const all = (data ?? []).filter(
    (view) => view.entity === entity && (view.pipelineId === null || view.pipelineId === pipelineId),
  );
  const active = all.find(({ id }) => id === activeId);

  const bodyOf = (about: ViewName, what: Shown) => ({
    ...about,
    entity,
    kind: what.kind,
    pipelineId: pipelineId === null ? null : asId<'pipeline'>(pipelineId),
    filter: what.filter,
    columns: what.kind === 'list' ? what.columns : [],
    sort: what.sort ?? null,
  });
  const settle = async (work: Promise<SavedView | undefined>, message: string) => {
    try {
      const view = await work;
      await queryClient.invalidateQueries({ queryKey: keyOf(api.views.list) });
      toastDone({ id: 'view', message });
      return view;
    } catch (error) {
      toastError(error);
      return undefined;
    }
  };
  const put = (view: SavedView, about: ViewName, what: Shown) =>
    call(api.views.save, { params: { projectId, viewId: view.id }, body: bodyOf(about, what) });

  return {
    all,
    active,
    changed: active !== undefined && !isShown(active, shown),
    defaultId,
    apply: onApply,
    leave: () => onApply(undefined),
    create: async (about: ViewName) => {
      const created = call(api.views.create, { params: { projectId }, body: bodyOf(about, shown) });
      const view = await settle(created, t('views.saved', { name: about.name }));
      if (view) onApply(view);
    },
    save: (view: SavedView) => settle(put(view, view, shown), t('views.saved', { name: view.name })),
    rename: (view: SavedView, about: ViewName) =>
      settle(put(view, about, keptBy(view)), t('views.saved', { name: about.name })),
    remove: async (view: SavedView) => {
      const gone = call(api.views.remove, { params: { projectId, viewId: view.id } }).then(() => undefined);
      await settle(gone, t('views.removed', { name: view.name }));
      if (view.id === activeId) onApply(undefined);
    },
    setDefault: (view: SavedView | undefined) => {
      rememberDefaultView(memberId, place, view?.id);
      setDefaultId(view?.id ?? null);
    },
  };
}

/** A view as it was saved. Conditions on what is no field any more are left out. */
function keptBy(view: SavedView): Shown {
  const filter = (view.entity === 'deal' ? dealFilter : contactFilter).safeParse(view.filter);
  return {
    kind: view.kind,
    filter: filter.success ? filter.data : {},
    columns: view.columns,
    sort: view.sort ?? undefined,
  };
}

function isShown(view: SavedView, shown: Shown): boolean {
  const kept = keptBy(view);
  const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  if (kept.kind !== shown.kind || !same(kept.filter.search, shown.filter.search)) return false;
  if (!same(kept.filter.conditions ?? [], shown.filter.conditions ?? [])) return false;
  if (kept.kind === 'board') return true;
  return same(kept.sort, shown.sort) && (kept.columns.length === 0 || same(kept.columns, shown.columns));
}
