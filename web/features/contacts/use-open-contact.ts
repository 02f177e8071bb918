import { useNavigate } from '@tanstack/react-router';
import { useProjectId } from '../../app/session.ts';

export function useOpenContact(): (contactId: string) => void {
  const projectId = useProjectId();
  const navigate = useNavigate();
  return (contactId) => void navigate({ to: '/p/$projectId/contacts/$contactId', params: { projectId, contactId } });
}
