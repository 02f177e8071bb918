import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import i18next from 'i18next';
import type { Membership } from '../../api/contract/session.ts';
import { type AnalyticsSearch, readAnalyticsSearch } from './analytics-search.ts';
import { isApiError } from './api-error.ts';
import { type BoardSearch, readBoardSearch, usualView } from './board-search.ts';
import { readContactsSearch } from './contacts-search.ts';
import { CrashScreen } from './crash-screen.tsx';
import { firstPage, maySee } from './first-page.ts';
import { HomeScreen } from './home-screen.tsx';
import { asLanguage } from './language.ts';
import { LoadingScreen } from './loading-screen.tsx';
import { NotFoundScreen } from './not-found-screen.tsx';
import { rememberedPipeline, rememberedProject } from './remembered.ts';
import { meQuery, pipelinesQuery, projectQuery } from './session.ts';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context: { queryClient }, location }) => {
    const me = await signedIn(queryClient, location.href);
    const remembered = me.memberships.find(({ projectId }) => projectId === rememberedProject());
    // Of two demos the one that speaks as the reader does.
    const spoken = me.memberships.find(({ locale }) => locale === asLanguage(i18next.language));
    const membership = remembered ?? spoken ?? me.memberships[0];
    if (membership) throw redirect({ to: '/p/$projectId', params: { projectId: membership.projectId } });
  },
  component: HomeScreen,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { token?: string; next?: string } => ({
    ...textParam('token', search.token),
    ...textParam('next', search.next),
  }),
  component: lazyRouteComponent(() => import('../features/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const join = createRoute({
  getParentRoute: () => root,
  path: '/join',
  validateSearch: (search): { token?: string } => textParam('token', search.token),
  component: lazyRouteComponent(() => import('../features/sign-in/join-page.tsx'), 'JoinPage'),
});

const project = createRoute({
  getParentRoute: () => root,
  path: '/p/$projectId',
  /** The drawer opens over any page of the project. */
  validateSearch: (search): { deal?: string } => textParam('deal', search.deal),
  beforeLoad: async ({ context: { queryClient }, location }) => {
    await signedIn(queryClient, location.href);
  },
  loader: ({ context: { queryClient }, params: { projectId } }) => {
    void queryClient.prefetchQuery(projectQuery(projectId));
  },
  component: lazyRouteComponent(() => import('./project-screen.tsx'), 'ProjectScreen'),
});

const projectHome = createRoute({
  getParentRoute: () => project,
  path: '/',
  beforeLoad: async ({ context: { queryClient }, params }) => {
    const membership = await membershipIn(queryClient, params.projectId);
    throw redirect({ to: membership ? firstPage(membership) : '/p/$projectId/board', params });
  },
});

const boardHome = createRoute({
  getParentRoute: () => project,
  path: 'board',
  beforeLoad: async ({ context: { queryClient }, params: { projectId }, search }) => {
    await onlyWith('crm', queryClient, projectId);
    const pipelines = await queryClient.ensureQueryData(pipelinesQuery(projectId));
    const remembered = pipelines.find(({ id }) => id === rememberedPipeline(projectId));
    const pipeline = remembered ?? pipelines[0];
    if (pipeline) {
      const params = { projectId, pipelineId: pipeline.id };
      throw redirect({ to: '/p/$projectId/board/$pipelineId', params, search });
    }
  },
  component: lazyRouteComponent(() => import('./board-screen.tsx'), 'NoPipelineScreen'),
});

const board = createRoute({
  getParentRoute: () => project,
  path: 'board/$pipelineId',
  validateSearch: (search): BoardSearch => readBoardSearch(search),
  /** An address that says nothing opens what this person opens a pipeline with: a saved view, the list or the board. */
  beforeLoad: async ({ context: { queryClient }, params, search }) => {
    await onlyWith('crm', queryClient, params.projectId);
    const { deal, ...said } = search;
    if (Object.keys(said).length > 0) return;
    const usual = await usualView(queryClient, params);
    if (Object.keys(usual).length > 0) {
      throw redirect({
        to: '/p/$projectId/board/$pipelineId',
        params,
        search: { ...usual, ...(deal && { deal }) },
        replace: true,
      });
    }
  },
  component: lazyRouteComponent(() => import('./board-screen.tsx'), 'BoardScreen'),
});

const analytics = createRoute({
  getParentRoute: () => project,
  path: 'analytics',
  validateSearch: (search): AnalyticsSearch => readAnalyticsSearch(search),
  beforeLoad: ({ context: { queryClient }, params: { projectId } }) => onlyWith('crm', queryClient, projectId),
  component: lazyRouteComponent(() => import('./analytics-screen.tsx'), 'AnalyticsScreen'),
});

const tasks = createRoute({
  getParentRoute: () => project,
  path: 'tasks',
  validateSearch: (search): { view?: 'calendar' | 'board'; task?: string } => ({
    ...((search.view === 'calendar' || search.view === 'board') && { view: search.view }),
    ...textParam('task', search.task),
  }),
  beforeLoad: ({ context: { queryClient }, params: { projectId } }) => onlyWith('tasks', queryClient, projectId),
  component: lazyRouteComponent(() => import('./tasks-screen.tsx'), 'TasksScreen'),
});

const contacts = createRoute({
  getParentRoute: () => project,
  path: 'contacts',
  validateSearch: readContactsSearch,
  beforeLoad: ({ context: { queryClient }, params: { projectId } }) => onlyWith('contacts', queryClient, projectId),
  component: lazyRouteComponent(() => import('./contacts-screen.tsx'), 'ContactsScreen'),
});

const contact = createRoute({
  getParentRoute: () => project,
  path: 'contacts/$contactId',
  beforeLoad: ({ context: { queryClient }, params: { projectId } }) => onlyWith('contacts', queryClient, projectId),
  component: lazyRouteComponent(() => import('./contact-screen.tsx'), 'ContactScreen'),
});

const settings = createRoute({
  getParentRoute: () => project,
  path: 'settings/$section',
  /** A block of a flow can be pointed at. */
  validateSearch: (search): { flow?: string; block?: string } => ({
    ...textParam('flow', search.flow),
    ...textParam('block', search.block),
  }),
  component: lazyRouteComponent(() => import('../features/settings/settings-page.tsx'), 'SettingsPage'),
});

const settingsHome = createRoute({
  getParentRoute: () => project,
  path: 'settings',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/p/$projectId/settings/$section', params: { ...params, section: 'project' } });
  },
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signIn,
    join,
    project.addChildren([projectHome, boardHome, board, contacts, contact, tasks, analytics, settingsHome, settings]),
  ]),
  context: { queryClient: undefined as unknown as QueryClient }, // given by <App>
  defaultPreload: 'intent',
  defaultPendingMs: 200,
  defaultPendingComponent: LoadingScreen,
  defaultErrorComponent: CrashScreen,
  defaultNotFoundComponent: NotFoundScreen,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

async function signedIn(queryClient: QueryClient, from: string) {
  try {
    return await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    if (!isApiError(error, 'unauthenticated')) throw error;
    throw redirect({ to: '/sign-in', search: from === '/' ? {} : { next: from } });
  }
}

async function membershipIn(queryClient: QueryClient, projectId: string): Promise<Membership | undefined> {
  const { memberships } = await queryClient.ensureQueryData(meQuery);
  return memberships.find((one) => one.projectId === projectId);
}

/** Who may not look at a section is taken to a page that he may look at, rather than to a refusal. */
async function onlyWith(
  section: keyof Membership['permissions']['sections'],
  queryClient: QueryClient,
  projectId: string,
): Promise<void> {
  const membership = await membershipIn(queryClient, projectId);
  if (membership && !maySee(membership, section)) {
    throw redirect({ to: '/p/$projectId', params: { projectId }, replace: true });
  }
}

function textParam<Name extends string>(name: Name, value: unknown): { [key in Name]?: string } {
  if (typeof value !== 'string' || value === '') return {};
  return { [name]: value } as { [key in Name]?: string }; // a computed key widens to string
}
