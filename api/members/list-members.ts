import type { members } from '../contract/members.ts';
import type { Handler } from '../http/handler.ts';
import { listMemberViews } from './member-view.ts';

export const listMembers: Handler<typeof members.list> = ({ deps, params }) => listMemberViews(deps, params.projectId);
