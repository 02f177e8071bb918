import { useTranslation } from 'react-i18next';
import type { DealView } from '../../../api/contract/deals.ts';
import { usePermissions } from '../../app/session.ts';
import { TaskList } from '../../ui/tasks/task-list.tsx';
import { Section } from '../../ui/property-section.tsx';

/** PRODUCT S13: what is to be done about the deal, by whom and when. */
export function TasksSection({ view }: { view: DealView }) {
  const { t } = useTranslation('deals');
  const { may } = usePermissions();
  if (!may('tasks', 'view')) return null;
  const { id, name, contactId, contactName } = view.deal;
  return (
    <Section title={t('sections.tasks')}>
      <TaskList tasks={view.tasks} about={{ dealId: id, dealName: name, contactId, contactName }} />
    </Section>
  );
}
