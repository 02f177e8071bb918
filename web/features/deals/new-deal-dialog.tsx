import { Autocomplete, Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { ContactView } from '../../../api/contract/contacts.ts';
import type { DealCard } from '../../../api/contract/deals.ts';
import type { PipelineView } from '../../../api/contract/pipelines.ts';
import { call, useOperation } from '../../app/api.ts';
import { useLive } from '../../app/live.tsx';
import { useMembership, usePermissions, useProject, useProjectId } from '../../app/session.ts';
import { currencySymbol, parseMoney } from '../../ui/money.ts';
import { explainError, toastProblem } from '../../ui/toast.tsx';

interface NewDealDialogProps {
  pipeline: PipelineView;
  pipelines: PipelineView[];
  onClose: () => void;
  onCreated: (deal: DealCard) => void;
}

/** The full form (PRODUCT D12): an existing contact is offered by name or phone while it is typed. */
export function NewDealDialog({ pipeline, pipelines, onClose, onCreated }: NewDealDialogProps) {
  const { t, i18n } = useTranslation('deals');
  const projectId = useProjectId();
  const { publish } = useLive();
  const { memberId } = useMembership();
  const { members = [], fields } = useProject() ?? {};
  const [form, setForm] = useState({ name: '', amount: '', stageId: pipeline.stages[0]?.id ?? null, description: '' });
  const [responsibleId, setResponsibleId] = useState<string | null>(memberId);
  const [contact, setContact] = useState<ContactChoice>({ name: '', phone: '', existing: null });
  const [saving, setSaving] = useState(false);
  const change = (part: Partial<typeof form>) => setForm((old) => ({ ...old, ...part }));

  const amount = form.amount.trim() === '' ? null : parseMoney(form.amount, pipeline.currency);
  const complete = (form.name.trim() !== '' || contact.name.trim() !== '') && amount !== undefined;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!complete) return;
    setSaving(true);
    try {
      const deal = await call(api.deals.create, {
        params: { projectId },
        body: {
          name: form.name.trim() || contact.name.trim(),
          ...(form.description.trim() && { description: form.description.trim() }),
          ...(amount !== null && { amount, currency: pipeline.currency }),
          ...(form.stageId && { stageId: form.stageId }),
          responsibleId,
          ...contactBody(contact),
        },
      });
      publish({ kind: 'saved', cards: [deal], removed: [] });
      onCreated(deal);
    } catch (error) {
      toastProblem({ id: 'error', message: explainError(error, fields) });
      setSaving(false);
    }
  };

  return (
    <Modal opened onClose={onClose} title={t('new.title')} size="md" closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <TextInput
            label={t('fields.name')}
            placeholder={t('new.namePlaceholder')}
            value={form.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            maxLength={200}
            data-autofocus
          />
          <ContactFields contact={contact} onChange={setContact} />
          <Group grow gap="sm" align="flex-start">
            <TextInput
              label={t('fields.amount')}
              inputMode="decimal"
              rightSection={currencySymbol(pipeline.currency, i18n.language)}
              rightSectionPointerEvents="none"
              value={form.amount}
              error={amount === undefined && t('amountWrong')}
              onChange={(event) => change({ amount: event.currentTarget.value })}
            />
            <Select
              label={t('fields.stage')}
              data={[{ value: '', label: t('status.unsorted') }, ...stagesByPipeline(pipelines)]}
              value={form.stageId ?? ''}
              onChange={(id) =>
                change({
                  stageId: pipelines.flatMap(({ stages }) => stages).find((stage) => stage.id === id)?.id ?? null,
                })
              }
              allowDeselect={false}
            />
          </Group>
          <Select
            label={t('fields.responsible')}
            placeholder={t('nobody')}
            data={members.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))}
            value={responsibleId}
            onChange={setResponsibleId}
            clearable
          />
          <Textarea
            label={t('fields.description')}
            autosize
            minRows={2}
            maxRows={8}
            value={form.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
            maxLength={20_000}
          />
          <Group justify="flex-end" gap="xs" mt={4}>
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={saving} disabled={!complete}>
              {t('new.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Pipelines of one name make one group: the list tells its groups apart by name. */
function stagesByPipeline(pipelines: PipelineView[]) {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const { name, stages } of pipelines) {
    const items = stages.map((stage) => ({ value: stage.id, label: stage.name }));
    groups.set(name, [...(groups.get(name) ?? []), ...items]);
  }
  return [...groups].map(([group, items]) => ({ group, items }));
}

interface ContactChoice {
  name: string;
  phone: string;
  existing: ContactView | null;
}

function ContactFields({ contact, onChange }: { contact: ContactChoice; onChange: (contact: ContactChoice) => void }) {
  const { t } = useTranslation('deals');
  const { may } = usePermissions();
  const projectId = useProjectId();
  const [search] = useDebouncedValue(contact.existing ? '' : contact.name.trim(), 200);
  const { data: found = [] } = useOperation(
    api.contacts.search,
    { params: { projectId }, query: { search, limit: 8 } },
    { enabled: search.length > 1 && may('contacts', 'view') },
  );
  const label = ({ name, phone, email }: ContactView) => [name, phone ?? email].filter(Boolean).join(' · ');
  const options = [...new Map(found.map((one) => [label(one), one])).entries()];

  return (
    <Group grow gap="sm" align="flex-start">
      <Autocomplete
        label={t('fields.contact')}
        placeholder={t('new.contactPlaceholder')}
        data={options.map(([text]) => text)}
        filter={({ options: all }) => all}
        value={contact.existing ? label(contact.existing) : contact.name}
        onChange={(text) => {
          const existing = options.find(([one]) => one === text)?.[1] ?? null;
          onChange({ ...contact, name: existing?.name ?? text, existing });
        }}
        description={contact.existing ? t('new.existing') : undefined}
        maxLength={200}
      />
      {!contact.existing && (
        <TextInput
          label={t('contact.phone')}
          inputMode="tel"
          value={contact.phone}
          onChange={(event) => onChange({ ...contact, phone: event.currentTarget.value })}
          maxLength={40}
        />
      )}
    </Group>
  );
}

function contactBody({ name, phone, existing }: ContactChoice) {
  if (existing) return { contact: { id: existing.id } };
  if (name.trim() === '') return {};
  return { contact: { name: name.trim(), ...(phone.trim() && { phone: phone.trim() }) } };
}
