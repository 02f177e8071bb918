import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../../api/contract/deals.ts';
import { usePermissions } from '../../app/session.ts';
import { Section } from '../../ui/property-section.tsx';
import { TaskList } from '../../ui/tasks/task-list.tsx';

type About = Parameters<typeof TaskList>[0]['about'];

/** PRODUCT S13: what is to be done about the deal or the customer, by whom and when. */
export function TasksSection({ tasks, about }: { tasks: TaskView[]; about: About }) {
  const { t } = useTranslation('deals');
  const { may } = usePermissions();
  if (!may('tasks', 'view')) return null;
  return (
    <Section title={t('sections.tasks')}>
      <TaskList tasks={tasks} about={about} />
    </Section>
  );
}
