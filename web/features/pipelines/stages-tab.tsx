import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermissions } from '../../app/session.ts';
import { useSortWords } from '../../ui/sort-words.ts';
import { askDeletedStageTarget } from './ask-deleted-stage-target.tsx';
import { type DraftStage, type SettingsDraft, withNewStage, withoutStage } from './settings-draft.ts';
import { StageRow } from './stage-row.tsx';

interface StagesTabProps {
  draft: SettingsDraft;
  setDraft: (change: (old: SettingsDraft) => SettingsDraft) => void;
  variableNames: string[];
}

export function StagesTab({ draft, setDraft, variableNames }: StagesTabProps) {
  const { t } = useTranslation('pipelines');
  const { restricted } = usePermissions();
  const mayDelete = !restricted('delete_stages');
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );

  const change = (key: string, part: Partial<DraftStage>) =>
    setDraft((old) => ({ ...old, stages: old.stages.map((one) => (one.key === key ? { ...one, ...part } : one)) }));

  const remove = async (stage: DraftStage) => {
    if (!stage.id) return setDraft((old) => withoutStage(old, stage.key, null));
    const heirs = draft.stages.filter((one) => one.key !== stage.key && one.id);
    const target = await askDeletedStageTarget(stage.name, heirs);
    if (target !== undefined) setDraft((old) => withoutStage(old, stage.key, target));
  };

  const reorder = (from: string, to: string | undefined) =>
    setDraft((old) => {
      const at = (key: string | undefined) => old.stages.findIndex((stage) => stage.key === key);
      return to === undefined ? old : { ...old, stages: arrayMove(old.stages, at(from), at(to)) };
    });

  const words = useSortWords(
    draft.stages.map(({ key }) => key),
    (key) => draft.stages.find((stage) => stage.key === key)?.name ?? '',
  );

  return (
    <Stack gap={6}>
      {draft.stages.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('stages.none')}
        </Text>
      )}
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        accessibility={words}
        onDragEnd={({ active, over }) => reorder(String(active.id), over ? String(over.id) : undefined)}
      >
        <SortableContext items={draft.stages.map(({ key }) => key)} strategy={verticalListSortingStrategy}>
          {draft.stages.map((stage) => (
            <StageRow
              key={stage.key}
              stage={stage}
              stages={draft.stages}
              variableNames={variableNames}
              onChange={(part) => change(stage.key, part)}
              onDelete={mayDelete || !stage.id ? () => void remove(stage) : undefined}
            />
          ))}
        </SortableContext>
      </DndContext>
      <AddStage onAdd={(name) => setDraft((old) => withNewStage(old, name))} />
      {draft.deleted.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('stages.toDelete', { names: draft.deleted.map(({ name }) => name).join(', ') })}
        </Text>
      )}
      {!mayDelete && (
        <Text size="xs" c="dimmed">
          {t('stages.mayNotDelete')}
        </Text>
      )}
    </Stack>
  );
}

function AddStage({ onAdd }: { onAdd: (name: string) => void }) {
  const { t } = useTranslation('pipelines');
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    onAdd(name.trim());
    setName('');
  };
  return (
    <form onSubmit={submit}>
      <Group gap="xs" mt={6}>
        <TextInput
          flex={1}
          aria-label={t('stages.new')}
          placeholder={t('stages.new')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
        />
        <Button type="submit" variant="default" leftSection={<IconPlus size={15} />} disabled={name.trim() === ''}>
          {t('stages.add')}
        </Button>
      </Group>
    </form>
  );
}
