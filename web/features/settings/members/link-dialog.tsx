import { Button, Group, Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MemberLink } from '../../../../api/contract/members.ts';
import { CopyField } from '../copy-field.tsx';
import classes from './link-dialog.module.css';
import { LinkTerm } from './link-term.tsx';

/** A link that is shown only now, to be handed over in whatever way people talk. */
export function LinkDialog({
  kind,
  name,
  link,
  onClose,
}: {
  kind: 'invitation' | 'signIn';
  name: string;
  link: MemberLink;
  onClose: () => void;
}) {
  const { t } = useTranslation('settings');
  return (
    <Modal
      opened
      onClose={onClose}
      size="md"
      title={t(`members.link.${kind}.title`, { name })}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="md">
        <p className={classes.text}>{t(`members.link.${kind}.text`)}</p>
        <CopyField value={new URL(link.path, window.location.origin).href} />
        <LinkTerm expiresAt={link.expiresAt} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('members.link.done')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
