import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { DealView } from '../../../api/contract/deals.ts';
import { call, keyOf } from '../../app/api.ts';
import { usePermissions, useProjectId } from '../../app/session.ts';
import { Section } from '../../ui/property-section.tsx';
import { toastError } from '../../ui/toast.tsx';
import { NoteItem } from './note-item.tsx';
import classes from './notes-section.module.css';
import { useDraft } from './use-draft.ts';

type About = { dealId: string } | { contactId: string };

/** What colleagues should know and the customer never sees. */
export function NotesSection({ notes, about }: { notes: DealView['notes']; about: About }) {
  const { t } = useTranslation('deals');
  const { may } = usePermissions();
  return (
    <Section title={t('sections.notes')}>
      {may('crm', 'edit') && <NewNote about={about} />}
      {notes.map((note) => (
        <NoteItem key={note.id} note={note} readOnly={!may('crm', 'edit')} />
      ))}
    </Section>
  );
}

function NewNote({ about }: { about: About }) {
  const { t } = useTranslation('deals');
  const projectId = useProjectId();
  const queryClient = useQueryClient();
  const [text, setText] = useDraft(`note ${'dealId' in about ? about.dealId : about.contactId}`);
  const [saving, setSaving] = useState(false);

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() === '' || saving) return;
    setSaving(true);
    try {
      await call(api.notes.create, { params: { projectId }, body: { text: text.trim(), ...about } });
      setText('');
      const operation = 'dealId' in about ? api.deals.get : api.contacts.get;
      await queryClient.invalidateQueries({ queryKey: keyOf(operation, { params: about }) });
    } catch (error) {
      toastError(error);
    } finally {
      setSaving(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} className={classes.form}>
      <Textarea
        aria-label={t('notes.new')}
        placeholder={t('notes.new')}
        autosize
        minRows={1}
        maxRows={8}
        value={text}
        maxLength={20_000}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
        }}
      />
      {text.trim() !== '' && (
        <Button type="submit" size="xs" variant="default" loading={saving} mt={6}>
          {t('notes.save')}
        </Button>
      )}
    </form>
  );
}
