import { Button, Group, type MantineSize, Stack } from '@mantine/core';
import { modals } from '@mantine/modals';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A question in a dialog of its own; undefined when the person thinks better of it. */
export function askInDialog<Answer>(
  { title, size = 'sm' }: { title: string; size?: MantineSize },
  form: (answer: (given?: Answer) => void) => ReactNode,
): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const id = modals.open({
      title,
      size,
      closeButtonProps: { 'aria-label': i18next.t('ui:close') },
      onClose: () => resolve(undefined),
      children: form((given) => {
        resolve(given);
        modals.close(id);
      }),
    });
  });
}

interface AnswerFormProps {
  action: string;
  /** Not enough is given to answer. */
  incomplete?: boolean;
  /** It destroys something. */
  danger?: boolean;
  onAnswer: () => void;
  onCancel: () => void;
  /** Another way out, on the left. */
  other?: ReactNode;
  children: ReactNode;
}

/** Fields of such a question above its two buttons. */
export function AnswerForm({
  action,
  incomplete = false,
  danger = false,
  onAnswer,
  onCancel,
  other,
  children,
}: AnswerFormProps) {
  const { t } = useTranslation('ui');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!incomplete) onAnswer();
      }}
    >
      <Stack gap="md">
        {children}
        <Group justify={other ? 'space-between' : 'flex-end'} gap="xs">
          {other}
          <Group gap="xs">
            <Button variant="default" onClick={onCancel}>
              {t('cancel')}
            </Button>
            <Button type="submit" color={danger ? 'red' : 'accent'} disabled={incomplete}>
              {action}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
