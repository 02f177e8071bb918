import type { ProjectSettings } from '../../drizzle/schema/documents.ts';
import { badInput } from '../../kernel/errors.ts';
import { changedFields } from '../changed-fields.ts';
import { checkCurrency } from '../money.ts';
import { getPipeline } from '../pipelines/known-pipelines.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';
import { checkName } from './check-name.ts';

export interface SettingsPatch {
  name?: string;
  /** Only the settings given are changed. */
  settings?: Partial<ProjectSettings>;
}

/** Renames the project or changes its settings. Turning the intake on leaves old unsorted deals alone (PRODUCT D8). */
export async function changeSettings(work: Work, patch: SettingsPatch): Promise<Row<'projects'>> {
  demand(work.actor, 'settings', 'edit');
  work.projects.seed([work.config.project]);
  const project = await work.projects.get(work.projectId);
  const settings = { ...project.settings, ...patch.settings };
  checkSettings(work, settings);
  const name = patch.name === undefined ? project.name : checkName(patch.name);
  const changes = changedFields({ name: project.name, ...project.settings }, { name, ...settings });
  if (Object.keys(changes).length === 0) return project;
  work.projects.update(project.id, { name, settings });
  work.touchConfig();
  work.emit('project.changed', {}, { changes });
  return work.projects.get(project.id);
}

function checkSettings(work: Work, settings: ProjectSettings): void {
  if (settings.intake.pipelineId) getPipeline(work, settings.intake.pipelineId);
  checkCurrency(settings.currency);
  if (!Number.isSafeInteger(settings.botSilentMinutes) || settings.botSilentMinutes < 0) {
    throw badInput('Minutes of silence are a whole number, zero or more', { field: 'botSilentMinutes' });
  }
}
