import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import i18next from 'i18next';

/** Asks before something that cannot be taken back. */
export function confirm({ title, text, action }: { title: string; text: string; action: string }): Promise<boolean> {
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title,
      size: 'sm',
      children: (
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      ),
      labels: { confirm: action, cancel: i18next.t('ui:cancel') },
      confirmProps: { color: 'red', 'data-autofocus': true },
      cancelProps: { variant: 'default' },
      closeButtonProps: { 'aria-label': i18next.t('ui:close') },
      onConfirm: () => resolve(true),
      onClose: () => resolve(false),
    });
  });
}
