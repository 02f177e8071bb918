import { Button, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerForm, askInDialog } from './ask-in-dialog.tsx';

interface Question {
  title: string;
  /** Which rule stands against it, in words. */
  rule: string;
}

type Answer = { kind: 'override'; reason: string } | { kind: 'open' };

/** A stage's rule stood against a move: comply, or override it with a reason that the timeline keeps (PRODUCT D4). */
export function askOverride({ title, rule }: Question): Promise<Answer | undefined> {
  return askInDialog<Answer>({ title, size: 'md' }, (answer) => <OverrideForm rule={rule} onAnswer={answer} />);
}

function OverrideForm({ rule, onAnswer }: { rule: string; onAnswer: (answer?: Answer) => void }) {
  const { t } = useTranslation('ui');
  const [reason, setReason] = useState('');
  return (
    <AnswerForm
      action={t('override.action')}
      incomplete={reason.trim() === ''}
      onAnswer={() => onAnswer({ kind: 'override', reason: reason.trim() })}
      onCancel={() => onAnswer()}
      other={
        <Button variant="subtle" color="gray" px={8} onClick={() => onAnswer({ kind: 'open' })}>
          {t('deal.open')}
        </Button>
      }
    >
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
    </AnswerForm>
  );
}
