import { useNavigate } from '@tanstack/react-router';

/** Opens the drawer over whatever page is shown. */
export function useOpenDeal(): (dealId: string | undefined) => void {
  const navigate = useNavigate();
  return (dealId) =>
    void navigate({ to: '.', search: ({ deal: _, ...before }) => (dealId ? { ...before, deal: dealId } : before) });
}
