import { changeSettings } from '../../crm-core/projects/change-settings.ts';
import type { projects } from '../contract/projects.ts';
import { given } from '../http/given.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { getProjectView } from './project-view.ts';

export const changeProject: Handler<typeof projects.change> = async (call) => {
  const { settings, ...rest } = given(call.body);
  await inWork(call, (work) => changeSettings(work, { ...rest, ...(settings && { settings: given(settings) }) }));
  return getProjectView(call);
};
