import { Alert, Button, Group, Modal, Select, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { MemberView } from '../../../../api/contract/members.ts';
import { call, keyOf, useOperation } from '../../../app/api.ts';
import { ApiError } from '../../../app/api-error.ts';
import { useProjectId } from '../../../app/session.ts';
import { explainError, toastDone } from '../../../ui/toast.tsx';
import { Loaded } from '../loaded.tsx';
import classes from './link-dialog.module.css';
import { memberCommands } from './use-members.ts';

interface HandOverDialogProps {
  member: MemberView;
  members: MemberView[];
  /** His seat is taken away as well. */
  alsoDeactivate: boolean;
  onClose: () => void;
}

/** What a member has to do passes on to somebody else; he may be leaving, and then it may also stay his. */
export function HandOverDialog({ member, members, alsoDeactivate, onClose }: HandOverDialogProps) {
  const { t } = useTranslation('settings');
  const projectId = useProjectId();
  const holdings = useOperation(
    api.members.holdings,
    { params: { projectId, memberId: member.id } },
    { staleTime: 0, gcTime: 0 },
  );
  const [heirId, setHeirId] = useState<string | null>(null);
  const leave = useLeave({ member, alsoDeactivate, heirId, onDone: onClose });
  const heirs = members.filter(({ id, state }) => state === 'active' && id !== member.id);
  const title = alsoDeactivate ? 'members.deactivateTitle' : 'members.handOverTitle';

  return (
    <Modal
      opened
      onClose={onClose}
      size="md"
      title={t(title, { name: member.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="md">
        {alsoDeactivate && <p className={classes.text}>{t('members.deactivateText')}</p>}
        <Loaded query={holdings} height={70}>
          {({ deals, tasks, contacts }) =>
            deals + tasks + contacts === 0 ? (
              <p className={classes.text}>{t('members.holdsNothing')}</p>
            ) : (
              <>
                <p className={classes.text}>
                  {t('members.holds', {
                    deals: t('members.deals', { count: deals }),
                    tasks: t('members.tasks', { count: tasks }),
                    contacts: t('members.contacts', { count: contacts }),
                  })}
                </p>
                <Select
                  label={t('members.heir')}
                  placeholder={t(alsoDeactivate ? 'members.heirNobody' : 'members.heirChoose')}
                  clearable={alsoDeactivate}
                  searchable
                  nothingFoundMessage={t('nothingFound')}
                  value={heirId}
                  onChange={setHeirId}
                  data={heirs.map(({ id, name }) => ({ value: id as string, label: name }))}
                />
              </>
            )
          }
        </Loaded>
        {leave.error && (
          <Alert color="red" variant="light" role="alert" p="xs">
            {explainError(leave.error)}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            {...(alsoDeactivate && { color: 'red' })}
            disabled={!holdings.data || (!alsoDeactivate && !heirId)}
            loading={leave.isPending}
            onClick={() => leave.mutate()}
          >
            {t(alsoDeactivate ? 'members.deactivate' : 'members.handOverDo')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface Leave {
  member: MemberView;
  alsoDeactivate: boolean;
  heirId: string | null;
  onDone: () => void;
}

/** The seat goes first: whatever is handed over after it cannot come back to him. */
function useLeave({ member, alsoDeactivate, heirId, onDone }: Leave) {
  const { t } = useTranslation('settings');
  const projectId = useProjectId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      if (alsoDeactivate) {
        const answer = await memberCommands.deactivate(projectId, member.id);
        if (answer.kind === 'refused') throw new ApiError('refused', { userMessage: answer.message, details: answer });
      }
      if (heirId) await handOverAll({ projectId, fromId: member.id, toId: heirId });
    },
    onSuccess: () => {
      for (const list of [api.members.list, api.roles.list]) {
        void queryClient.invalidateQueries({ queryKey: keyOf(list) });
      }
      toastDone({
        message: t(alsoDeactivate ? 'members.deactivated' : 'members.handedOver', { name: member.name }),
      });
      onDone();
    },
  });
}

/** The server hands over a bounded number at a time. */
async function handOverAll({ projectId, fromId, toId }: { projectId: string; fromId: string; toId: string }) {
  const params = { projectId, memberId: fromId };
  for (let more = true; more; ) {
    ({ more } = await call(api.members.handOver, { params, body: { toMemberId: toId } }));
  }
}
