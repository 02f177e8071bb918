import type { MemberId } from '../../kernel/ids.ts';
import type { Permissions } from '../members/permissions.ts';
import type { Row } from '../work/tables.ts';

/** Whose deals an import meets: undefined for everybody's (PRODUCT D30). Of a key with that restriction nobody's. */
export function onlyDealsOf(permissions: Permissions, startedBy: Row<'imports'>['startedBy']): MemberId | undefined {
  if (!permissions.mayNot.includes('see_others_deals')) return undefined;
  return startedBy.kind === 'member' ? startedBy.memberId : ('' as MemberId); // nobody has this id
}
