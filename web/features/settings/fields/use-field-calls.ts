import { useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { api } from '../../../../api/contract/api.ts';
import type { FieldEntity, FieldView } from '../../../../api/contract/fields.ts';
import { call } from '../../../app/api.ts';
import { projectQuery, useProjectId } from '../../../app/session.ts';
import { toastError } from '../../../ui/toast.tsx';

type NewField = z.input<NonNullable<typeof api.fields.create.body>>;
type FieldPatch = z.input<NonNullable<typeof api.fields.change.body>>;

/** Each answers whether it was done; when not, the person has been told why. */
export function useFieldCalls() {
  const projectId = useProjectId();
  const queryClient = useQueryClient();
  const settle = async (work: Promise<unknown>): Promise<boolean> => {
    try {
      await work;
      await queryClient.invalidateQueries({ queryKey: projectQuery(projectId).queryKey });
      return true;
    } catch (error) {
      toastError(error);
      return false;
    }
  };
  return {
    create: (body: NewField) => settle(call(api.fields.create, { params: { projectId }, body })),
    change: (fieldId: FieldView['id'], body: FieldPatch) =>
      settle(call(api.fields.change, { params: { projectId, fieldId }, body })),
    reorder: (entity: FieldEntity, fieldIds: FieldView['id'][]) =>
      settle(call(api.fields.reorder, { params: { projectId }, body: { entity, fieldIds } })),
    remove: (fieldId: FieldView['id']) => settle(call(api.fields.remove, { params: { projectId, fieldId } })),
  };
}
