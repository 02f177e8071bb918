import { and, eq } from 'drizzle-orm';
import { createProject } from '../../crm-core/projects/create-project.ts';
import { systemActor } from '../../crm-core/work/actor.ts';
import { type Core, runWork } from '../../crm-core/work/run-work.ts';
import type { Work } from '../../crm-core/work/work.ts';
import { members, projects, users } from '../../drizzle/schema/index.ts';
import type { ProjectId, UserId } from '../../kernel/ids.ts';
import { log } from '../../kernel/log.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import { applyApiKeys } from './apply-api-keys.ts';
import { applyChannels } from './apply-channels.ts';
import { applyFlows } from './apply-flows.ts';
import { applyMembers } from './apply-members.ts';
import { applyPipelines } from './apply-pipelines.ts';
import { applySettings } from './apply-settings.ts';
import type { ProvisionFile } from './provision-file.ts';

export interface Provisioned {
  projectId: ProjectId;
  ownerUserId: UserId;
  /** False: it was there, and was brought up to the file. */
  created: boolean;
}

/**
 * Makes the project that the file describes, or brings it up to it. One transaction after the other, each idempotent: a
 * start that was cut off in the middle goes on at the next.
 */
export async function applyProvision(
  deps: { core: Core; secrets: SecretBox },
  file: ProvisionFile,
  options: { demo?: boolean } = {},
): Promise<Provisioned> {
  const { core, secrets } = deps;
  const found = await findProject(core, file.project.name);
  const projectId = found ?? (await makeProject(core, file, options.demo ?? false));
  const run = <Result>(command: (work: Work) => Promise<Result>) =>
    runWork(core, { projectId, actor: systemActor('set-up file') }, command);
  await applyMembers(core, run, file);
  await run((work) => applyPipelines(work, file));
  await run((work) => applySettings(work, file));
  await run((work) => applyFlows(work, file));
  // Last, because a bot begins to hear at once, and must know by then what to say.
  await run((work) => applyChannels(work, secrets, file));
  await applyApiKeys(core.db, projectId, core.clock.now(), file);
  const ownerUserId = await ownerOf(core, projectId);
  log.info({ project: projectId, created: !found }, 'the set-up file was applied');
  return { projectId, ownerUserId, created: !found };
}

async function findProject(core: Core, name: string): Promise<ProjectId | undefined> {
  const [row] = await core.db.orm
    .select({ id: projects.id })
    .from(projects)
    .where(eq(projects.name, name))
    .orderBy(projects.id)
    .limit(1);
  return row?.id;
}

async function makeProject(core: Core, file: ProvisionFile, demo: boolean): Promise<ProjectId> {
  const owner = file.members[0] ?? {
    email: 'owner@localhost',
    name: file.project.locale === 'ru' ? 'Владелец' : 'Owner',
  };
  const { project } = await createProject(core.db, core.clock.now(), {
    name: file.project.name,
    owner: { email: owner.email, name: owner.name },
    locale: file.project.locale,
    demo,
  });
  return project.id;
}

async function ownerOf(core: Core, projectId: ProjectId): Promise<UserId> {
  const [row] = await core.db.orm
    .select({ userId: users.id })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.projectId, projectId), eq(members.active, true)))
    .orderBy(members.id)
    .limit(1);
  if (!row) throw new Error(`project ${projectId} has no member`);
  return row.userId;
}
