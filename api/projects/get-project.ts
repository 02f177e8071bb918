import type { projects } from '../contract/projects.ts';
import type { Handler } from '../http/handler.ts';
import { getProjectView } from './project-view.ts';

export const getProject: Handler<typeof projects.get> = (call) => getProjectView(call);
