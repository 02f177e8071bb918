import type { ProjectCaller } from '../auth/caller.ts';
import type { Call } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

interface Exported {
  entity: 'deal' | 'contact';
  columns: string[];
  filter?: object | undefined;
}

/** Who took what out is kept before the first row leaves (PRODUCT D30). */
export async function noteExport(
  call: Pick<Call<unknown, unknown, unknown, ProjectCaller>, 'deps' | 'caller'>,
  { entity, columns, filter }: Exported,
): Promise<void> {
  await inWork(call, async (work) => {
    work.emit(`${entity}s.exported`, {}, { change: 'done', name: '', columns, filtered: Boolean(filter) });
  });
}
