import { reactivateMember as reactivate } from '../../crm-core/members/reactivate-member.ts';
import type { members } from '../contract/members.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { changedMember } from './changed-member.ts';

export const reactivateMember: Handler<typeof members.reactivate> = async (call) =>
  changedMember(call.deps, await inWork(call, (work) => reactivate(work, call.params)));
