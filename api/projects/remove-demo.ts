import { createProject } from '../../crm-core/projects/create-project.ts';
import { removeProject } from '../../crm-core/projects/remove-project.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { projects } from '../contract/projects.ts';
import type { Handler } from '../http/handler.ts';

const firstNames = { ru: 'Мой проект', en: 'My project' };

/** The empty project comes first: whatever happens in between, the owner has one. */
export const removeDemo: Handler<typeof projects.removeDemo> = async ({ deps, caller }) => {
  const { db, clock } = deps.core;
  const { project, members } = caller.config;
  if (!project.demo) throw notFound('demo project', project.id);
  const owner = members.find(({ role }) => role.kind === 'owner');
  if (!owner) throw new AppError('internal', { message: `project ${project.id} has no owner` });
  const { locale, timeZone, country } = project.settings;
  const created = await createProject(db, clock.now(), {
    name: firstNames[locale],
    owner,
    locale,
    settings: { timeZone, country },
  });
  await removeProject(db, { projectId: project.id, actor: caller.actor });
  return { projectId: created.project.id };
};
