import { handOver as give } from '../../crm-core/members/hand-over.ts';
import type { members } from '../contract/members.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

export const handOver: Handler<typeof members.handOver> = (call) =>
  inWork(call, (work) => give(work, { fromId: call.params.memberId, toId: call.body.toMemberId }));
