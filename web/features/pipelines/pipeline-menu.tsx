import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PipelineView } from '../../../api/contract/pipelines.ts';
import classes from './pipeline-menu.module.css';

interface PipelineMenuProps {
  pipelines: PipelineView[];
  current: PipelineView | undefined;
  onChoose: (pipeline: PipelineView) => void;
  /** Absent for those who may only look. */
  onCreate?: (() => void) | undefined;
}

/** The pipeline's name is the way to all pipelines, and ends with a new one (PRODUCT S1). */
export function PipelineMenu({ pipelines, current, onChoose, onCreate }: PipelineMenuProps) {
  const { t } = useTranslation('pipelines');
  return (
    <Menu width={260}>
      <Menu.Target>
        <UnstyledButton className={classes.name} aria-label={t('menu.label', { name: current?.name ?? '' })}>
          <h1>{current?.name ?? t('menu.none')}</h1>
          <IconChevronDown size={16} stroke={1.8} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.list}>
        {pipelines.map((pipeline) => (
          <Menu.Item
            key={pipeline.id}
            aria-current={pipeline.id === current?.id || undefined}
            rightSection={pipeline.id === current?.id && <IconCheck size={15} />}
            onClick={() => onChoose(pipeline)}
          >
            {pipeline.name}
          </Menu.Item>
        ))}
        {onCreate && (
          <>
            {pipelines.length > 0 && <Menu.Divider />}
            <Menu.Item leftSection={<IconPlus size={15} stroke={1.8} />} onClick={onCreate}>
              {t('menu.create')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
