import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { ActionIcon, Collapse, MultiSelect, Popover, Stack, TagsInput, Tooltip, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconGripVertical, IconShieldCheck, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ColorSwatches } from '../../ui/color-swatches.tsx';
import { StageDot } from '../../ui/stage-dot.tsx';
import type { DraftStage } from './settings-draft.ts';
import classes from './stage-row.module.css';

interface StageRowProps {
  stage: DraftStage;
  stages: DraftStage[];
  variableNames: string[];
  onChange: (part: Partial<DraftStage>) => void;
  /** Absent for those who may not delete stages (PRODUCT S17). */
  onDelete: (() => void) | undefined;
}

export function StageRow({ stage, stages, variableNames, onChange, onDelete }: StageRowProps) {
  const { t } = useTranslation('pipelines');
  const [rulesOpen, rules] = useDisclosure(false);
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: stage.key,
  });
  const ruled = stage.rules.forbiddenTargets.length + stage.rules.requiredFields.length > 0;

  return (
    <div
      ref={setNodeRef}
      className={classes.row}
      data-dragging={isDragging || undefined}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <div className={classes.line}>
        <UnstyledButton
          ref={setActivatorNodeRef}
          className={classes.grip}
          {...attributes}
          {...listeners}
          aria-label={t('stages.reorder', { name: stage.name })}
        >
          <IconGripVertical size={15} stroke={1.7} />
        </UnstyledButton>
        <Popover position="bottom-start">
          <Popover.Target>
            <UnstyledButton className={classes.color} aria-label={t('stages.color', { name: stage.name })}>
              <StageDot color={stage.color} size={12} />
            </UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown>
            <ColorSwatches value={stage.color} onChange={(color) => onChange({ color })} />
          </Popover.Dropdown>
        </Popover>
        <input
          className={classes.name}
          aria-label={t('stage.name')}
          value={stage.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
          maxLength={200}
          aria-invalid={stage.name.trim() === ''}
        />
        <Tooltip label={t('stages.rules')}>
          <ActionIcon
            size={26}
            aria-expanded={rulesOpen}
            aria-label={t('stages.rulesOf', { name: stage.name })}
            color={ruled ? 'accent' : 'gray'}
            onClick={rules.toggle}
          >
            <IconShieldCheck size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        {onDelete && (
          <ActionIcon size={26} aria-label={t('stages.delete', { name: stage.name })} onClick={onDelete}>
            <IconTrash size={16} stroke={1.7} />
          </ActionIcon>
        )}
      </div>
      <Collapse expanded={rulesOpen}>
        <Rules stage={stage} stages={stages} variableNames={variableNames} onChange={onChange} />
      </Collapse>
    </div>
  );
}

/** PRODUCT D4: what must be filled to enter, and where nobody may drag to from here. */
function Rules({ stage, stages, variableNames, onChange }: Omit<StageRowProps, 'onDelete'>) {
  const { t } = useTranslation('pipelines');
  const targets = [
    ...stages.flatMap(({ id, name }) => (id && id !== stage.id ? [{ value: id as string, label: name }] : [])),
    ...(['won', 'lost', 'archived'] as const).map((key) => ({ value: key, label: t(`system.${key}`) })),
  ];
  const fields = [
    'amount',
    'responsible',
    'description',
    'contact.name',
    'contact.phone',
    'contact.email',
    ...variableNames.map((name) => `deal.${name}`),
  ];
  return (
    <Stack gap="sm" className={classes.rules}>
      <TagsInput
        label={t('stages.required')}
        description={t('stages.requiredHint')}
        data={fields}
        renderOption={({ option }) => fieldLabel(option.value, t)}
        value={stage.rules.requiredFields}
        onChange={(requiredFields) => onChange({ rules: { ...stage.rules, requiredFields } })}
        maxTags={30}
        clearable
      />
      <MultiSelect
        label={t('stages.forbidden')}
        data={targets}
        value={stage.rules.forbiddenTargets.filter((id) => targets.some(({ value }) => value === id))}
        onChange={(forbiddenTargets) => onChange({ rules: { ...stage.rules, forbiddenTargets } })}
        clearable
      />
    </Stack>
  );
}

function fieldLabel(field: string, t: (key: string, options: { defaultValue: string }) => string): string {
  return `${field} — ${t(`requirable.${field.replace('.', '_')}`, { defaultValue: field })}`;
}
