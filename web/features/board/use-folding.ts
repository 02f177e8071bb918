import { useLocalStorage } from '@mantine/hooks';
import { useState } from 'react';
import type { ColumnKey } from '../../../api/contract/deals.ts';

/** Which columns of a pipeline's board this browser keeps folded. */
export function useFolding(pipelineId: string) {
  const [folded, setFolded] = useLocalStorage<ColumnKey[]>({
    key: `voronka.folded.${pipelineId}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  /** The one that was folded last by hand. */
  const [just, setJust] = useState<ColumnKey | null>(null);
  const fold = (key: ColumnKey, on: boolean) => {
    setJust(on ? key : null);
    setFolded((old) => [...old.filter((one) => one !== key), ...(on ? [key] : [])]);
  };
  return { folded, just, fold };
}
