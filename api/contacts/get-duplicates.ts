import type { ContactId } from '../../kernel/ids.ts';
import type { contacts, DuplicateReason } from '../contract/contacts.ts';
import type { Handler } from '../http/handler.ts';
import { findSuspects, known, mayBeOne } from './suspects.ts';

const most = 10;

/** Who may be the same person as this contact: each reason reads its own index (PRODUCT D16). */
export const getDuplicates: Handler<typeof contacts.duplicates> = async ({ deps, caller, params }) => {
  const { sql } = deps.core.db;
  const one = sql`o.project_id = ${caller.projectId} and ${mayBeOne(sql, 'me', 'o')}`;
  const rows = await sql<{ id: ContactId; reason: DuplicateReason; value: string }[]>`
    with me as materialized (
      select c.* from contacts c where c.id = ${params.contactId} and c.project_id = ${caller.projectId}
    ), mine as materialized (
      select i.phone from identities i join me on i.contact_id = me.id
      where i.project_id = ${caller.projectId} and i.phone is not null
    ), found as (
      (select o.id, 0 as strength, 'attested_phone' as reason, o.phone as value
        from mine cross join me join contacts o on o.phone = mine.phone where ${one} limit ${most})
      union all
      (select o.id, 0, 'attested_phone', i.phone
        from me join identities i on i.phone in (select me.phone union all select phone from mine)
          and i.project_id = ${caller.projectId}
        join contacts o on o.id = i.contact_id where ${one} limit ${most})
      union all
      (select o.id, 1, 'phone', o.phone from me join contacts o on o.phone = me.phone where ${one} limit ${most})
      union all
      (select o.id, 2, 'email', o.email
        from me join contacts o on lower(o.email) = lower(me.email) where ${one} limit ${most})
      union all
      (select o.id, 3, 'name_and_phone_tail', o.phone
        from me join contacts o on right(o.phone, 7) = right(me.phone, 7) and o.phone is not null and o.phone <> me.phone
        where ${one} and similarity(o.name, me.name) > 0.4 limit ${most})
    )
    select * from (select distinct on (id) * from found order by id, strength) f order by strength, id limit ${most}`;
  const suspect = await findSuspects(sql, caller, [params.contactId, ...rows.map((row) => row.id)]);
  known(suspect(params.contactId), params.contactId);
  return rows.flatMap(({ id, reason, value }) => {
    const contact = suspect(id);
    return contact ? [{ reason, value, contact }] : [];
  });
};
