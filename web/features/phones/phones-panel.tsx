import { ActionIcon, Button, Menu, Skeleton, Tooltip } from '@mantine/core';
import { IconDeviceMobile, IconPlus, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { ChannelView, PhoneView } from '../../../api/contract/channels.ts';
import { call, keyOf, useOperation } from '../../app/api.ts';
import { usePermissions, useProjectId } from '../../app/session.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { explainError, toastError } from '../../ui/toast.tsx';
import { Phone } from './phone.tsx';
import { PhoneTabs } from './phone-tabs.tsx';
import classes from './phones-panel.module.css';
import { phoneKey, useCustomerActs } from './use-customer-acts.ts';

/** The customers' phones beside the page: write to the bot as a customer would and see what comes of it (PRODUCT D26). */
export function PhonesPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('phones');
  const projectId = useProjectId();
  const { may } = usePermissions();
  const navigate = useNavigate();
  const phones = useOperation(api.phones.list, { params: { projectId } });
  const simulators = useSimulators(projectId);
  const [chosen, setChosen] = useState<string>();
  const list = phones.data ?? [];
  const addPhone = useAddPhone(projectId, t('customerName', { number: list.length + 1 }), setChosen);
  const phone = list.find((one) => phoneKey(one) === chosen) ?? list[0];

  return (
    <div className={classes.panel}>
      <div className={classes.top}>
        <h2 className={classes.title}>{t('title')}</h2>
        {may('inbox', 'edit') && (
          <NewCustomerMenu simulators={simulators} onChannel={addPhone.mutate} busy={addPhone.isPending} />
        )}
        <Tooltip label={t('close')}>
          <ActionIcon aria-label={t('close')} onClick={onClose}>
            <IconX size={17} stroke={1.8} />
          </ActionIcon>
        </Tooltip>
      </div>
      {phones.isPending && <Skeleton className={classes.skeleton} radius={44} />}
      {phones.isError && !phones.data && (
        <EmptyState title={t('failed')} action={<Button onClick={() => void phones.refetch()}>{t('again')}</Button>}>
          {explainError(phones.error)}
        </EmptyState>
      )}
      {phones.data && !phone && (
        <EmptyState
          icon={<IconDeviceMobile size={20} stroke={1.7} />}
          title={t('empty.title')}
          action={
            simulators.length === 0 &&
            may('settings', 'edit') && (
              <Button
                variant="default"
                onClick={() =>
                  void navigate({ to: '/p/$projectId/settings/$section', params: { projectId, section: 'channels' } })
                }
              >
                {t('empty.toChannels')}
              </Button>
            )
          }
        >
          {t(simulators.length > 0 ? 'empty.text' : 'empty.noChannel')}
        </EmptyState>
      )}
      {phone && <Phones phones={list} phone={phone} projectId={projectId} onChoose={setChosen} onClose={onClose} />}
    </div>
  );
}

function Phones({
  phones,
  phone,
  projectId,
  onChoose,
  onClose,
}: {
  phones: PhoneView[];
  phone: PhoneView;
  projectId: string;
  onChoose: (key: string) => void;
  onClose: () => void;
}) {
  const acts = useCustomerActs(projectId);
  const mayAct = usePermissions().may('inbox', 'edit');
  const [drafts, setDrafts] = useState<Record<string, string>>({});
  const key = phoneKey(phone);
  return (
    <PhoneTabs phones={phones} chosen={key} onChoose={onChoose}>
      <Phone
        key={key}
        phone={phone}
        mayAct={mayAct}
        pending={acts.of(phone).pending}
        asked={acts.of(phone).asked}
        draft={drafts[key] ?? ''}
        onDraft={(draft) => setDrafts((all) => ({ ...all, [key]: draft }))}
        onAct={(act) => acts.act(phone, act)}
        onRetry={(failed) => void acts.retry(phone, failed)}
        onBack={onClose}
      />
    </PhoneTabs>
  );
}

function NewCustomerMenu({
  simulators,
  onChannel,
  busy,
}: {
  simulators: ChannelView[];
  onChannel: (channel: ChannelView) => void;
  busy: boolean;
}) {
  const { t } = useTranslation('phones');
  if (simulators.length === 0) return null;
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          leftSection={<IconPlus size={15} stroke={1.9} />}
          loading={busy}
        >
          {t('newCustomer')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('writesTo')}</Menu.Label>
        {simulators.map((channel) => (
          <Menu.Item
            key={channel.id}
            leftSection={<ChannelIcon channel={channel} size={17} />}
            onClick={() => onChannel(channel)}
          >
            {channel.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function useSimulators(projectId: string): ChannelView[] {
  const { may } = usePermissions();
  const { data = [] } = useOperation(api.channels.list, { params: { projectId } }, { enabled: may('crm', 'view') });
  return data.filter(({ kind, enabled }) => kind === 'simulator' && enabled);
}

function useAddPhone(projectId: string, customerName: string, onAdded: (key: string) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (channel: ChannelView) =>
      call(api.phones.create, { params: { projectId, channelId: channel.id }, body: { customerName } }),
    onSuccess: (phone) => {
      const key = keyOf(api.phones.list, { params: { projectId } });
      queryClient.setQueryData<PhoneView[]>(key, (list = []) =>
        list.some((one) => phoneKey(one) === phoneKey(phone)) ? list : [...list, phone],
      );
      onAdded(phoneKey(phone));
    },
    onError: toastError,
  });
}
