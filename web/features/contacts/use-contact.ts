import { api } from '../../../api/contract/api.ts';
import { useOperation } from '../../app/api.ts';
import { useProjectId } from '../../app/session.ts';

export function useContact(contactId: string) {
  const projectId = useProjectId();
  return useOperation(api.contacts.get, { params: { projectId, contactId } });
}
