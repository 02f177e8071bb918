import type { channels } from '../contract/channels.ts';
import type { Handler } from '../http/handler.ts';
import { listChannelViews } from './channel-view.ts';

export const listChannels: Handler<typeof channels.list> = ({ deps, params }) =>
  listChannelViews(deps, params.projectId);
