import { keepPreviousData } from '@tanstack/react-query';

/** Figures are read anew whenever the page is come back to; until then the old ones stay, paled. */
export const keepShown = { placeholderData: keepPreviousData, staleTime: 30_000 } as const;
