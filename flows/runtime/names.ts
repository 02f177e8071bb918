import type { Member, Pipeline, ProjectConfig } from '../../crm-core/config/project-config.ts';
import type { Row } from '../../crm-core/work/tables.ts';

/** Builders name stages, pipelines and members by id or by name; names are compared without case and outer spaces. */

export function pipelineNamed(config: ProjectConfig, name: string): Pipeline | undefined {
  return config.pipelines.find(({ row }) => isNamed(row, name));
}

/** Looks in the given pipeline, else in the preferred one first and then in all others. */
export function stageNamed(
  config: ProjectConfig,
  name: string,
  where: { only?: Pipeline | undefined; first?: Pipeline | undefined },
): Row<'stages'> | undefined {
  const order = where.only ? [where.only] : [...(where.first ? [where.first] : []), ...config.pipelines];
  for (const pipeline of order) {
    const stage = pipeline.stages.find((one) => isNamed(one, name));
    if (stage) return stage;
  }
  return undefined;
}

/** By id, e-mail or name; a member who was switched off is nobody. */
export function memberNamed(config: ProjectConfig, name: string): Member | undefined {
  const wanted = fold(name);
  return config.members.find(
    ({ row, email, name: memberName }) =>
      row.active && (row.id === name || fold(email) === wanted || fold(memberName) === wanted),
  );
}

function isNamed(row: { id: string; name: string }, name: string): boolean {
  return row.id === name || fold(row.name) === fold(name);
}

function fold(text: string): string {
  return text.trim().normalize('NFKC').toLowerCase();
}
