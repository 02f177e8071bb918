import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldEntity, type FieldType, type FieldView, fieldTypes } from '../../../../api/contract/fields.ts';
import { CurrencySelect } from '../../../ui/currency-select.tsx';
import { type Choice, ChoicesEditor } from './choices-editor.tsx';
import { useFieldCalls } from './use-field-calls.ts';

interface FieldDialogProps {
  entity: FieldEntity;
  /** Absent for a new one. */
  field: FieldView | undefined;
  onClose: () => void;
}

/** Type, key and currency are chosen once: values could not follow a change. */
export function FieldDialog({ entity, field, onClose }: FieldDialogProps) {
  const { t } = useTranslation('settings');
  const calls = useFieldCalls();
  const [name, setName] = useState(field?.name ?? '');
  const [type, setType] = useState<FieldType>(field?.type ?? 'text');
  const [currency, setCurrency] = useState(field?.options.currency ?? 'RUB');
  const [choices, setChoices] = useState<Choice[]>(field?.options.choices ?? [{ value: '', color: 'blue' }]);
  const [saving, setSaving] = useState(false);
  const named = choices.filter(({ value }) => value.trim() !== '');
  const ready = name.trim() !== '' && (type !== 'choice' || named.length > 0);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    setSaving(true);
    const options = type === 'money' ? { currency } : type === 'choice' ? { choices: named } : {};
    const done = field
      ? await calls.change(field.id, { name, ...(type === 'choice' && { options }) })
      : await calls.create({ entity, name, type, options });
    setSaving(false);
    if (done) onClose();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      size="md"
      title={field ? t('fields.editTitle', { name: field.name }) : t(`fields.add.${entity}`)}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <TextInput
            label={t('fields.name')}
            placeholder={t(`fields.example.${entity}`)}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={200}
            data-autofocus
          />
          <Select
            label={t('fields.type')}
            description={field ? t('fields.typeStays') : undefined}
            data={fieldTypes.map((one) => ({ value: one, label: t(`fields.types.${one}`) }))}
            value={type}
            onChange={(next) => setType(fieldTypes.find((one) => one === next) ?? 'text')}
            allowDeselect={false}
            disabled={field !== undefined}
          />
          {type === 'money' && !field && <CurrencySelect value={currency} onChange={setCurrency} />}
          {type === 'choice' && <ChoicesEditor choices={choices} onChoices={setChoices} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={saving} disabled={!ready}>
              {t(field ? 'save' : 'fields.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
