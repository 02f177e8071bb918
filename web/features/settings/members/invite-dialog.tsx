import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberLink, RoleView } from '../../../../api/contract/members.ts';
import classes from './link-dialog.module.css';
import { LinkDialog } from './link-dialog.tsx';
import { roleName } from './role-name.ts';
import { memberCommands, useMemberCommand } from './use-members.ts';

/** Asks whom to invite and as what, then shows the link that takes him in. */
export function InviteDialog({ roles, onClose }: { roles: RoleView[]; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const [link, setLink] = useState<MemberLink>();
  const invite = useMemberCommand(memberCommands.invite, (answer) => setLink(answer.link));
  const offered = roles.filter((role) => role.grantable);
  const modest = offered.find(({ kind }) => kind === 'operator') ?? offered.at(-1);
  const [form, setForm] = useState({ email: '', name: '', roleId: modest?.id as string | undefined });
  const change = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  const { roleId } = form;
  const ready = form.name.trim() !== '' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.email.trim()) && roleId;

  if (link) return <LinkDialog kind="invitation" name={form.name.trim()} link={link} onClose={onClose} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !invite.isPending) invite.mutate({ email: form.email.trim(), name: form.name.trim(), roleId });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="md"
      title={t('members.inviteTitle')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          <p className={classes.text}>{t('members.inviteText')}</p>
          <TextInput
            label={t('members.email')}
            type="email"
            autoComplete="off"
            maxLength={200}
            value={form.email}
            onChange={(event) => change({ email: event.currentTarget.value })}
            data-autofocus
          />
          <TextInput
            label={t('members.name')}
            description={t('members.nameText')}
            autoComplete="off"
            maxLength={200}
            value={form.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <Select
            label={t('members.role')}
            allowDeselect={false}
            value={roleId ?? null}
            onChange={(next) => next && change({ roleId: next })}
            data={offered.map((role) => ({ value: role.id as string, label: roleName(role, t) }))}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={!ready} loading={invite.isPending}>
              {t('members.makeLink')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
