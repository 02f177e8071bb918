import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ProjectView } from '../../../../api/contract/projects.ts';
import { projectQuery, useProjectId } from '../../../app/session.ts';
import { Loaded } from '../loaded.tsx';
import { SaveNote } from '../save-note.tsx';
import { Group, Section } from '../section.tsx';
import { useChangeProject } from '../use-change-project.ts';
import { ReasonList } from './reason-list.tsx';

/** The project's own words for why deals are lost and archived (PRODUCT D2). */
export function ReasonsSection() {
  const { t } = useTranslation('settings');
  const query = useQuery(projectQuery(useProjectId()));
  return (
    <Section title={t('pages.reasons')} description={t('reasons.description')}>
      <Loaded query={query} height={300}>
        {(project) => (
          <>
            <Reasons project={project} list="lostReasons" />
            <Reasons project={project} list="archiveReasons" />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Reasons({ project, list }: { project: ProjectView; list: 'lostReasons' | 'archiveReasons' }) {
  const { t } = useTranslation('settings');
  const saving = useChangeProject();
  const shown = (saving.isPending && saving.variables.settings?.[list]) || project.settings[list];
  return (
    <Group title={t(`reasons.${list}`)} aside={<SaveNote saving={saving} />}>
      <ReasonList
        label={t(`reasons.${list}`)}
        reasons={shown}
        onReasons={(reasons) => saving.mutateAsync({ settings: { [list]: reasons } })}
      />
    </Group>
  );
}
