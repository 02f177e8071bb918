import { useLayoutEffect, useMemo, useRef } from 'react';
import { useProject } from '../../app/session.ts';
import { useMinutes } from '../../ui/use-minutes.ts';
import type { BoardSurroundings } from './board-context.ts';

/** The callbacks always do the newest thing, yet the object changes only when something that is shown does. */
export function useSurroundingsOf(
  newest: Omit<BoardSurroundings, 'memberNames' | 'fields' | 'now'>,
): BoardSurroundings {
  const { projectId, pipeline, pipelines, language, mayEdit, mayOverride } = newest;
  const { members, fields } = useProject() ?? {};
  const now = useMinutes();
  const doors = useRef(newest);
  useLayoutEffect(() => {
    doors.current = newest;
  });
  return useMemo(
    () => ({
      projectId,
      pipeline,
      pipelines,
      language,
      mayEdit,
      mayOverride,
      now,
      memberNames: new Map((members ?? []).map(({ id, name }) => [id, name])),
      fields: new Map((fields ?? []).flatMap((field) => (field.entity === 'deal' ? [[field.key, field]] : []))),
      open: (card) => doors.current.open(card),
      openMenu: (card, anchor) => doors.current.openMenu(card, anchor),
      acceptInto: (card) => doors.current.acceptInto(card),
      createStage: () => doors.current.createStage(),
      explainUnsorted: (card) => doors.current.explainUnsorted(card),
    }),
    [projectId, pipeline, pipelines, language, mayEdit, mayOverride, now, members, fields],
  );
}
