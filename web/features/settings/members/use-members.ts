import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../../api/contract/api.ts';
import type { Refusal } from '../../../../api/contract/values.ts';
import { call, keyOf, useOperation } from '../../../app/api.ts';
import { projectQuery, useProjectId } from '../../../app/session.ts';
import { explainRefusal } from '../../../ui/explain-refusal.ts';
import { toastError, toastProblem } from '../../../ui/toast.tsx';

export function useMembers() {
  return useOperation(api.members.list, { params: { projectId: useProjectId() } });
}

export function useRoles() {
  return useOperation(api.roles.list, { params: { projectId: useProjectId() } });
}

type Answer = { kind: 'ok' } | Refusal;

/** One command on members or roles: lists are read anew after it, and a refusal is told. `onDone` hears of success alone. */
export function useMemberCommand<Input, Result extends Answer>(
  command: (projectId: string, input: Input) => Promise<Result>,
  onDone?: (result: Exclude<Result, Refusal>, input: Input) => void,
): UseMutationResult<Result, Error, Input> {
  const projectId = useProjectId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => command(projectId, input),
    onSuccess: (answer, input) => {
      if (answer.kind === 'refused') return toastProblem({ id: 'refused', message: explainRefusal(answer) });
      for (const list of [api.members.list, api.roles.list]) {
        void queryClient.invalidateQueries({ queryKey: keyOf(list, { params: { projectId } }) });
      }
      void queryClient.invalidateQueries({ queryKey: projectQuery(projectId).queryKey });
      onDone?.(answer as Exclude<Result, Refusal>, input); // a refusal has returned
    },
    onError: (error: Error) => toastError(error),
  });
}

export const memberCommands = {
  invite: (projectId: string, body: { email: string; name: string; roleId: string }) =>
    call(api.members.invite, { params: { projectId }, body }),
  renew: (projectId: string, memberId: string) =>
    call(api.members.renewInvitation, { params: { projectId, memberId } }),
  revoke: (projectId: string, memberId: string) =>
    call(api.members.revokeInvitation, { params: { projectId, memberId } }),
  change: (projectId: string, { memberId, roleId }: { memberId: string; roleId: string }) =>
    call(api.members.change, { params: { projectId, memberId }, body: { roleId } }),
  deactivate: (projectId: string, memberId: string) =>
    call(api.members.deactivate, { params: { projectId, memberId } }),
  reactivate: (projectId: string, memberId: string) =>
    call(api.members.reactivate, { params: { projectId, memberId } }),
  signInLink: (projectId: string, memberId: string) =>
    call(api.members.signInLink, { params: { projectId, memberId } }),
};
