import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../api/contract/api.ts';
import type { ProjectView } from '../../../api/contract/projects.ts';
import { call } from '../../app/api.ts';
import { meQuery, projectQuery, useProjectId } from '../../app/session.ts';

export type ProjectSettings = ProjectView['settings'];
export interface ProjectChange {
  name?: string;
  settings?: Partial<ProjectSettings>;
}

/** Changes the given fields; the answer is what every open page then shows. */
export function useChangeProject(): UseMutationResult<ProjectView, Error, ProjectChange> {
  const projectId = useProjectId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: ProjectChange) => call(api.projects.change, { params: { projectId }, body: change }),
    onSuccess: (project, change) => {
      queryClient.setQueryData(projectQuery(projectId).queryKey, project);
      if (change.name !== undefined) void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
}
