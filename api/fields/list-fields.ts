import type { fields } from '../contract/fields.ts';
import type { Handler } from '../http/handler.ts';
import { listFieldViews } from './field-view.ts';

export const listFields: Handler<typeof fields.list> = ({ deps, params }) => listFieldViews(deps, params.projectId);
