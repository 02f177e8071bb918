import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowLeft, IconBan, IconBellOff, IconDots, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { ContactPage } from '../../../api/contract/contacts.ts';
import { call, keyOf } from '../../app/api.ts';
import { useSwitchContact } from '../../app/save-contact.ts';
import { usePermissions, useProjectId } from '../../app/session.ts';
import { ContactName } from '../../ui/contact-fields.tsx';
import { toastDone, toastError } from '../../ui/toast.tsx';
import { askRemoval } from './ask-removal.ts';
import classes from './contact-header.module.css';

export function ContactHeader({ page }: { page: ContactPage }) {
  const { t } = useTranslation('contacts');
  const projectId = useProjectId();
  const { may } = usePermissions();
  const { contact } = page;
  return (
    <header className={classes.header}>
      <Link to="/p/$projectId/contacts" params={{ projectId }} className={classes.back} aria-label={t('back')}>
        <IconArrowLeft size={18} stroke={1.7} />
      </Link>
      <h1 className={classes.title}>
        <ContactName contact={contact} className={classes.name} />
      </h1>
      {page.contacts.length > 1 && (
        <span className={classes.badge}>{t('merged', { count: page.contacts.length - 1 })}</span>
      )}
      {contact.blocked && <span className={classes.warning}>{t('blocked')}</span>}
      {contact.unsubscribed && <span className={classes.warning}>{t('unsubscribed')}</span>}
      {may('contacts', 'edit') && <Actions page={page} />}
    </header>
  );
}

function Actions({ page }: { page: ContactPage }) {
  const { t } = useTranslation('contacts');
  const { restricted } = usePermissions();
  const { contact } = page;
  const change = useSwitchContact(contact);
  const remove = useRemove(page);
  const toggle = async (patch: { blocked: boolean } | { unsubscribed: boolean }, message: string) => {
    if (await change(patch)) toastDone({ message });
  };
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <ActionIcon size={30} aria-label={t('actions.label')}>
          <IconDots size={18} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconBan size={16} stroke={1.7} />}
          onClick={() =>
            void toggle({ blocked: !contact.blocked }, t(contact.blocked ? 'actions.unblocked' : 'actions.blockedDone'))
          }
        >
          {t(contact.blocked ? 'actions.unblock' : 'actions.block')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBellOff size={16} stroke={1.7} />}
          onClick={() =>
            void toggle(
              { unsubscribed: !contact.unsubscribed },
              t(contact.unsubscribed ? 'actions.subscribed' : 'actions.unsubscribedDone'),
            )
          }
        >
          {t(contact.unsubscribed ? 'actions.subscribe' : 'actions.unsubscribe')}
        </Menu.Item>
        {!restricted('delete_contacts') && (
          <>
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.7} />} onClick={() => void remove()}>
              {t('actions.delete')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function useRemove({ contact }: ContactPage) {
  const { t } = useTranslation('contacts');
  const projectId = useProjectId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return async () => {
    if (!(await askRemoval(projectId, [contact.id], t))) return;
    try {
      await call(api.contacts.removeMany, { params: { projectId }, body: { contactIds: [contact.id] } });
      await navigate({ to: '/p/$projectId/contacts', params: { projectId } });
      await queryClient.invalidateQueries({ queryKey: keyOf(api.contacts.list) });
      toastDone({ message: t('mass.deleted', { count: 1 }) });
    } catch (error) {
      toastError(error);
    }
  };
}
