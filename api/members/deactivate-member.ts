import { deactivateMember as deactivate } from '../../crm-core/members/deactivate-member.ts';
import type { members } from '../contract/members.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { changedMember } from './changed-member.ts';

export const deactivateMember: Handler<typeof members.deactivate> = async (call) =>
  changedMember(call.deps, await inWork(call, (work) => deactivate(work, call.params)));
