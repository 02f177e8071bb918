import type { Work } from '../../crm-core/work/work.ts';
import type { ProjectSettings } from '../../drizzle/schema/documents.ts';
import { badInput } from '../../kernel/errors.ts';
import type { ProvisionFile } from './provision-file.ts';

/** The project's settings; `intake.pipeline` is a name, and the pipelines are there by now. Throws `bad_input`. */
export async function applySettings(work: Work, file: ProvisionFile): Promise<void> {
  const { project, intake } = file;
  const current = await work.projects.get(work.projectId);
  const given = {
    ...project.settings,
    ...(project.timeZone && { timeZone: project.timeZone }),
    ...(project.country && { country: project.country }),
    ...(intake && { intake: intakeOf(work, intake) }),
  };
  const patch: Partial<ProjectSettings> = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  );
  work.projects.update(current.id, {
    settings: { ...current.settings, ...patch },
    variables: { ...current.variables, ...project.variables },
  });
  if (work.projects.changes.size > 0) work.touchConfig();
}

function intakeOf(work: Work, intake: NonNullable<ProvisionFile['intake']>): ProjectSettings['intake'] {
  if (intake.pipeline === undefined) return { acceptOnFirstStage: intake.acceptOnFirstStage, pipelineId: null };
  const pipeline = work.config.pipelines.find(({ row }) => row.name === intake.pipeline);
  if (!pipeline) throw badInput(`intake.pipeline: there is no pipeline "${intake.pipeline}"`);
  return { acceptOnFirstStage: intake.acceptOnFirstStage, pipelineId: pipeline.row.id };
}
