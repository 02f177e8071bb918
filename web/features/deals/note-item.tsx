import { ActionIcon, Button, Group, Textarea, Tooltip } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { NoteView } from '../../../api/contract/deals.ts';
import { call, keyOf } from '../../app/api.ts';
import { useProjectId } from '../../app/session.ts';
import { actorName } from '../../ui/actor.tsx';
import { confirm } from '../../ui/confirm.tsx';
import { fullMoment } from '../../ui/moments.ts';
import { toastError } from '../../ui/toast.tsx';
import classes from './notes-section.module.css';

/** One note; whoever works with deals may mend or delete it. */
export function NoteItem({ note, readOnly }: { note: NoteView; readOnly: boolean }) {
  const { t, i18n } = useTranslation('deals');
  const [text, setText] = useState<string | null>(null);
  const calls = useNoteCalls(note);
  const save = async () => {
    if (text === null || text.trim() === '') return;
    if (text.trim() === note.text || (await calls.change(text.trim()))) setText(null);
  };

  if (text !== null) {
    return (
      <div className={classes.form}>
        <Textarea
          data-mantine-stop-propagation="true"
          autoFocus
          aria-label={t('notes.edit')}
          autosize
          maxRows={12}
          maxLength={20_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setText(null);
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
          }}
        />
        <Group gap={6} mt={6}>
          <Button size="xs" disabled={text.trim() === ''} onClick={() => void save()}>
            {t('save')}
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={() => setText(null)}>
            {t('cancel')}
          </Button>
        </Group>
      </div>
    );
  }
  return (
    <div className={classes.note}>
      <p>{note.text}</p>
      <div className={classes.foot}>
        <span>
          {actorName(note.author)} · {fullMoment(note.createdAt, i18n.language)}
          {note.editedAt && ` · ${t('notes.edited')}`}
        </span>
        {!readOnly && (
          <span className={classes.tools}>
            <Tooltip label={t('notes.edit')}>
              <ActionIcon size={22} aria-label={t('notes.edit')} onClick={() => setText(note.text)}>
                <IconPencil size={14} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t('notes.remove')}>
              <ActionIcon size={22} aria-label={t('notes.remove')} onClick={() => void calls.remove()}>
                <IconTrash size={14} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
          </span>
        )}
      </div>
    </div>
  );
}

function useNoteCalls({ id, text }: NoteView) {
  const { t } = useTranslation('deals');
  const params = { projectId: useProjectId(), noteId: id };
  const queryClient = useQueryClient();
  const settle = async (work: Promise<unknown>): Promise<boolean> => {
    try {
      await work;
      for (const shown of [api.deals.get, api.contacts.get]) {
        await queryClient.invalidateQueries({ queryKey: keyOf(shown) });
      }
      return true;
    } catch (error) {
      toastError(error);
      return false;
    }
  };
  return {
    change: (next: string) => settle(call(api.notes.change, { params, body: { text: next } })),
    remove: async () => {
      const sure = await confirm({ title: t('notes.removeTitle'), text, action: t('notes.removeAction') });
      return sure && settle(call(api.notes.remove, { params }));
    },
  };
}
