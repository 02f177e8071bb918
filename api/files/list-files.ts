import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { demandFilesOf } from '../../crm-core/files/get-file.ts';
import * as schema from '../../drizzle/schema/index.ts';
import { badInput } from '../../kernel/errors.ts';
import type { files } from '../contract/files.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { fileView } from './file-view.ts';

export const listFiles: Handler<typeof files.list> = async (call) => {
  const { dealId, contactId } = call.query;
  if ((dealId === undefined) === (contactId === undefined)) throw badInput('Name a deal or a contact');
  await inWork(call, (work) => demandFilesOf(work, { dealId: dealId ?? null, contactId: contactId ?? null }, 'view'));
  const { files } = schema;
  const rows = await call.deps.core.db.orm
    .select()
    .from(files)
    .where(
      and(
        eq(files.projectId, call.params.projectId),
        dealId && eq(files.dealId, dealId),
        contactId && eq(files.contactId, contactId),
        isNotNull(files.storedAt),
      ),
    )
    .orderBy(desc(files.id))
    .limit(500);
  return rows.map(fileView);
};
