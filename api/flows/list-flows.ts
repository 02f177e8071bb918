import type { flows } from '../contract/flows.ts';
import type { Handler } from '../http/handler.ts';
import { listFlowViews } from './flow-view.ts';

export const listFlows: Handler<typeof flows.list> = ({ deps, params }) =>
  listFlowViews(deps.core.db.sql, params.projectId);
