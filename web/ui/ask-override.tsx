import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { modals } from '@mantine/modals';
import i18next from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Question {
  title: string;
  /** Which rule stands against it, in words. */
  rule: string;
}

type Answer = { kind: 'override'; reason: string } | { kind: 'open' };

/** A stage's rule stood against a move: comply, or override it with a reason that the timeline keeps (PRODUCT D4). */
export function askOverride(question: Question): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const answer = (given: Answer | undefined) => {
      resolve(given);
      modals.close(id);
    };
    const id = modals.open({
      title: question.title,
      size: 'md',
      closeButtonProps: { 'aria-label': i18next.t('ui:close') },
      onClose: () => resolve(undefined),
      children: <OverrideForm rule={question.rule} onAnswer={answer} />,
    });
  });
}

function OverrideForm({ rule, onAnswer }: { rule: string; onAnswer: (answer: Answer | undefined) => void }) {
  const { t } = useTranslation('ui');
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') onAnswer({ kind: 'override', reason: reason.trim() });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">{rule}</Text>
        <Textarea
          label={t('override.reason')}
          description={t('override.kept')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={200}
          data-autofocus
        />
        <Group justify="space-between" gap="xs">
          <Button variant="subtle" color="gray" px={8} onClick={() => onAnswer({ kind: 'open' })}>
            {t('deal.open')}
          </Button>
          <Group gap="xs">
            <Button variant="default" onClick={() => onAnswer(undefined)}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={reason.trim() === ''}>
              {t('override.action')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
