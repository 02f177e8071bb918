import { Button, Group, Modal, Radio, Skeleton, Stack } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { LinkPreview } from '../../../api/contract/contacts.ts';
import { useOperation } from '../../app/api.ts';
import { pipelinesQuery, useProject, useProjectId } from '../../app/session.ts';
import { fieldText } from '../../ui/field-text.ts';
import { explainError } from '../../ui/toast.tsx';
import { variableText } from '../../ui/variable-text.ts';
import classes from './link-dialog.module.css';
import { SuspectCard } from './suspect-card.tsx';
import { useLinkCalls } from './use-link-calls.ts';

interface LinkDialogProps {
  contactId: string;
  otherContactId: string;
  onClose: () => void;
}

/** Before two become one person: who stands for both, whose values count, what boards will show (PRODUCT D18). */
export function LinkDialog({ contactId, otherContactId, onClose }: LinkDialogProps) {
  const { t } = useTranslation('contacts');
  const projectId = useProjectId();
  const { link } = useLinkCalls();
  const [pair, setPair] = useState({ primary: contactId, other: otherContactId });
  const [take, setTake] = useState<ReadonlySet<string>>(new Set());
  const [saving, setSaving] = useState(false);
  const { data: preview, error } = useOperation(api.contacts.previewLink, {
    params: { projectId, contactId: pair.primary },
    query: { otherContactId: pair.other },
  });
  const swap = () => {
    setPair({ primary: pair.other, other: pair.primary });
    setTake(new Set());
  };
  const submit = async () => {
    setSaving(true);
    const done = await link(pair.primary, pair.other, [...take]);
    setSaving(false);
    if (done) onClose();
  };

  return (
    <Modal opened onClose={onClose} title={t('link.title')} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      {error && <p role="alert">{explainError(error)}</p>}
      {!preview && !error && <Skeleton height={260} radius={10} role="status" aria-label={t('loading')} />}
      {preview && (
        <Stack gap="lg">
          <div className={classes.two}>
            <SuspectCard contact={preview.contact} primary />
            <Button
              variant="default"
              size="xs"
              leftSection={<IconArrowsExchange size={15} stroke={1.7} />}
              onClick={swap}
            >
              {t('link.swap')}
            </Button>
            <SuspectCard contact={preview.other} />
          </div>
          {preview.contacts.length > 2 && (
            <p className={classes.note}>
              {t('link.together', { names: preview.contacts.map(({ name }) => name).join(', ') })}
            </p>
          )}
          <Conflicts preview={preview} take={take} onTake={setTake} />
          <Boards preview={preview} />
          <p className={classes.note}>{preview.never ? t('link.refused.never_link') : t('link.reversible')}</p>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button loading={saving} disabled={preview.never} onClick={() => void submit()}>
              {t('link.submit')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function Conflicts({
  preview,
  take,
  onTake,
}: {
  preview: LinkPreview;
  take: ReadonlySet<string>;
  onTake: (take: ReadonlySet<string>) => void;
}) {
  const { t } = useTranslation('contacts');
  const words = useFieldWords();
  if (preview.conflicts.length === 0) return null;
  const choose = (field: string, theirs: boolean) => {
    const next = new Set(take);
    if (theirs) next.add(field);
    else next.delete(field);
    onTake(next);
  };
  return (
    <section aria-label={t('link.conflicts')}>
      <h3 className={classes.heading}>{t('link.conflicts')}</h3>
      <p className={classes.note}>{t('link.conflictsHint', { name: preview.contact.name })}</p>
      {preview.conflicts.map(({ field, mine, theirs }) => (
        <Radio.Group
          key={field}
          value={take.has(field) ? 'theirs' : 'mine'}
          onChange={(side) => choose(field, side === 'theirs')}
          label={words.name(field)}
          className={classes.conflict}
        >
          <div className={classes.sides}>
            <Radio size="xs" value="mine" label={words.value(field, mine)} />
            <Radio
              size="xs"
              value="theirs"
              label={
                field === 'tags' ? t('link.bothTags', { tags: words.value(field, theirs) }) : words.value(field, theirs)
              }
            />
          </div>
        </Radio.Group>
      ))}
    </section>
  );
}

/** Only where the person has more than one deal does linking change what is seen. */
function Boards({ preview }: { preview: LinkPreview }) {
  const { t } = useTranslation('contacts');
  const { data: pipelines = [] } = useQuery(pipelinesQuery(useProjectId()));
  const boards = preview.boards.filter(({ shown, hidden }) => shown.length + hidden.length > 1);
  if (boards.length === 0) return null;
  const names = (deals: LinkPreview['boards'][number]['shown']) => deals.map(({ name }) => `«${name}»`).join(', ');
  return (
    <section aria-label={t('link.boards')}>
      <h3 className={classes.heading}>{t('link.boards')}</h3>
      <ul className={classes.boards}>
        {boards.map(({ pipelineId, hideMerged, shown, hidden }) => (
          <li key={pipelineId ?? 'unsorted'}>
            <b>{pipelines.find(({ id }) => id === pipelineId)?.name ?? t('unsorted')}</b>
            {': '}
            {hideMerged
              ? t('link.boardHides', { shown: names(shown), hidden: names(hidden) })
              : t('link.boardShows', { shown: names(shown) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Names and values of a contact's fields as people read them. */
export function useFieldWords() {
  const { t, i18n } = useTranslation('contacts');
  const project = useProject();
  const memberName = (id: string) => project?.members.find((member) => member.id === id)?.name;
  const own = (field: string) =>
    project?.fields.find(({ entity, key }) => entity === 'contact' && `variables.${key}` === field);
  return {
    name: (field: string) =>
      own(field)?.name ??
      (field.startsWith('variables.') ? field.slice('variables.'.length) : t(`linkFields.${field}`)),
    value: (field: string, value: unknown): string => {
      if (value === null || value === undefined || value === '') return t('link.nothing');
      if (field === 'responsibleId') return memberName(String(value)) ?? '—';
      if (Array.isArray(value)) return value.length === 0 ? t('link.nothing') : value.join(', ');
      const declared = own(field);
      if (declared) return fieldText(declared, value, { language: i18n.language, memberName });
      return variableText(value, i18n.language);
    },
  };
}
