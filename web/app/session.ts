import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api } from '../../api/contract/api.ts';
import type { ProjectView } from '../../api/contract/projects.ts';
import type { Me, Membership } from '../../api/contract/session.ts';
import { call, keyOf } from './api.ts';

/** The signed-in user; fails with `unauthenticated` when there is none. */
export const meQuery = queryOptions({
  queryKey: keyOf(api.session.me),
  queryFn: ({ signal }) => call(api.session.me, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

export const projectQuery = (projectId: string) =>
  queryOptions({
    queryKey: keyOf(api.projects.get, { params: { projectId } }),
    queryFn: ({ signal }) => call(api.projects.get, { params: { projectId }, signal }),
  });

export const pipelinesQuery = (projectId: string) =>
  queryOptions({
    queryKey: keyOf(api.pipelines.list, { params: { projectId } }),
    queryFn: ({ signal }) => call(api.pipelines.list, { params: { projectId }, signal }),
  });

export const viewsQuery = (projectId: string) =>
  queryOptions({
    queryKey: keyOf(api.views.list, { params: { projectId } }),
    queryFn: ({ signal }) => call(api.views.list, { params: { projectId }, signal }),
  });

export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** The project of the address bar. */
export function useProjectId(): string {
  return useParams({ from: '/p/$projectId' }).projectId;
}

export function useMembership(): Membership {
  const projectId = useProjectId();
  const membership = useMe().memberships.find((one) => one.projectId === projectId);
  if (!membership) throw new Error(`not a member of ${projectId}`);
  return membership;
}

export function useProject(): ProjectView | undefined {
  return useQuery(projectQuery(useProjectId())).data;
}

type Permissions = Membership['permissions'];
type Section = keyof Permissions['sections'];
type Restriction = Permissions['mayNot'][number];

/** Mirrors the server's policies, so that nothing is offered that would be refused (PRODUCT D30). */
export function usePermissions(): {
  may: (section: Section, level: 'view' | 'edit') => boolean;
  restricted: (restriction: Restriction) => boolean;
} {
  const { sections, mayNot } = useMembership().permissions;
  return {
    // Who may edit may look.
    may: (section, level) => sections[section] === 'edit' || sections[section] === level,
    restricted: (restriction) => mayNot.includes(restriction),
  };
}
