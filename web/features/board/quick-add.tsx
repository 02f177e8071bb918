import { Button, CloseButton, Group, TextInput } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import { call } from '../../app/api.ts';
import { useLive } from '../../app/live.tsx';
import { useProject } from '../../app/session.ts';
import { explainError, toastProblem } from '../../ui/toast.tsx';
import { useSurroundings } from './board-context.ts';
import classes from './quick-add.module.css';

/** A deal from one line, again and again: Enter saves and waits for the next (PRODUCT D12). */
export function QuickAdd({ stageId, onClose }: { stageId: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('board');
  const { projectId } = useSurroundings();
  const { publish } = useLive();
  const fields = useProject()?.fields;
  const [name, setName] = useState('');
  const [saving, setSaving] = useState(false);
  const outside = useClickOutside(() => name.trim() === '' && onClose());

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '' || saving) return;
    setSaving(true);
    try {
      const body = { name: name.trim(), ...(stageId && { stageId }) };
      const card = await call(api.deals.create, { params: { projectId }, body });
      publish({ kind: 'saved', cards: [card], removed: [] });
      setName('');
    } catch (error) {
      toastProblem({ id: 'error', message: explainError(error, fields) });
    } finally {
      setSaving(false);
    }
  };

  return (
    <form ref={outside} onSubmit={(event) => void submit(event)} className={classes.form}>
      <TextInput
        autoFocus
        aria-label={t('quickAdd.name')}
        placeholder={t('quickAdd.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
        maxLength={200}
        variant="unstyled"
      />
      <Group gap={6} justify="space-between">
        <Button type="submit" size="xs" loading={saving} disabled={name.trim() === ''}>
          {t('quickAdd.add')}
        </Button>
        <CloseButton size="sm" aria-label={t('quickAdd.cancel')} onClick={onClose} />
      </Group>
    </form>
  );
}
