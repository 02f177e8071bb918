import { Chip, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerForm, askInDialog } from './ask-in-dialog.tsx';

interface Question {
  title: string;
  reasons: string[];
  action: string;
}

/** Why a deal is lost or archived: one of the project's reasons, own words, or both (PRODUCT D2). */
export function askReason(question: Question): Promise<string | undefined> {
  return askInDialog<string>({ title: question.title, size: 'md' }, (answer) => (
    <ReasonForm {...question} onAnswer={answer} />
  ));
}

function ReasonForm({ reasons, action, onAnswer }: Question & { onAnswer: (reason?: string) => void }) {
  const { t } = useTranslation('ui');
  const [chosen, setChosen] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const reason = [chosen, words.trim()].filter(Boolean).join(': ');
  return (
    <AnswerForm
      action={action}
      incomplete={reason === ''}
      onAnswer={() => onAnswer(reason.slice(0, 200))}
      onCancel={() => onAnswer()}
    >
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
    </AnswerForm>
  );
}
