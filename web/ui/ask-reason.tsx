import { Button, Chip, Group, Stack, Textarea } from '@mantine/core';
import { modals } from '@mantine/modals';
import i18next from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Why a deal is lost or archived: one of the project's reasons, own words, or both (PRODUCT D2). */
export function askReason({
  title,
  reasons,
  action,
}: {
  title: string;
  reasons: string[];
  action: string;
}): Promise<string | undefined> {
  return new Promise((resolve) => {
    const id = modals.open({
      title,
      size: 'md',
      closeButtonProps: { 'aria-label': i18next.t('ui:close') },
      onClose: () => resolve(undefined),
      children: (
        <ReasonForm
          reasons={reasons}
          action={action}
          onCancel={() => modals.close(id)}
          onReason={(reason) => {
            resolve(reason);
            modals.close(id);
          }}
        />
      ),
    });
  });
}

function ReasonForm({
  reasons,
  action,
  onReason,
  onCancel,
}: {
  reasons: string[];
  action: string;
  onReason: (reason: string) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation('ui');
  const [chosen, setChosen] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const reason = [chosen, words.trim()].filter(Boolean).join(': ');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason) onReason(reason.slice(0, 200));
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {reasons.length > 0 && (
          <Chip.Group multiple={false} value={chosen} onChange={setChosen}>
            <Group gap={6}>
              {reasons.map((one) => (
                <Chip key={one} value={one} size="xs" variant="outline">
                  {one}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        )}
        <Textarea
          label={t('reason.words')}
          placeholder={t('reason.placeholder')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={150}
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={reason === ''}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
