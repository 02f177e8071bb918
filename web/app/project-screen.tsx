import { Outlet, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { maySee } from './first-page.ts';
import { LiveProvider } from './live.tsx';
import { NotFoundScreen } from './not-found-screen.tsx';
import { rememberProject } from './remembered.ts';
import { useMe, useProjectId } from './session.ts';
import { Shell } from './shell.tsx';
import { Shortcuts } from './shortcuts.tsx';

const DealDrawer = lazy(() => import('../features/deals/deal-drawer.tsx').then((m) => ({ default: m.DealDrawer })));

/** Everything of one project: its stream of changes, the rail, the page, and the drawer of a deal over it. */
export function ProjectScreen() {
  const projectId = useProjectId();
  const { deal } = useSearch({ from: '/p/$projectId' });
  const membership = useMe().memberships.find((one) => one.projectId === projectId);
  const isMember = membership !== undefined;

  useEffect(() => {
    if (isMember) rememberProject(projectId);
  }, [projectId, isMember]);

  if (!membership) return <NotFoundScreen />;
  return (
    <LiveProvider key={projectId} projectId={projectId}>
      <Shell>
        <Outlet />
      </Shell>
      <Shortcuts />
      {deal && maySee(membership, 'crm') && (
        <Suspense fallback={null}>
          <DealDrawer key={deal} dealId={deal} />
        </Suspense>
      )}
    </LiveProvider>
  );
}
