import { Button } from '@mantine/core';
import { IconBuildingStore } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';
import { CreateProjectDialog } from './create-project-dialog.tsx';

/** Of a user without any project: the way to the first. */
export function HomeScreen() {
  const { t } = useTranslation();
  const [creating, setCreating] = useState(false);
  return (
    <>
      <EmptyState
        icon={<IconBuildingStore size={20} stroke={1.7} />}
        title={t('createProject.none')}
        action={<Button onClick={() => setCreating(true)}>{t('createProject.menu')}</Button>}
      >
        {t('createProject.noneText')}
      </EmptyState>
      {creating && <CreateProjectDialog onClose={() => setCreating(false)} />}
    </>
  );
}
