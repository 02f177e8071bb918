import type { phones } from '../contract/channels.ts';
import type { Handler } from '../http/handler.ts';

export const listPhones: Handler<typeof phones.list> = ({ deps, params }) => deps.phones.list(params.projectId);
