import type { ProjectConfig } from '../../crm-core/config/project-config.ts';
import { createField } from '../../crm-core/fields/create-field.ts';
import { fieldsInOrder } from '../../crm-core/fields/known-fields.ts';
import { builtInRoles } from '../../crm-core/members/permissions.ts';
import { pipelinesInOrder, stagesInOrder } from '../../crm-core/pipelines/known-pipelines.ts';
import { defaultSettings, roleNames } from '../../crm-core/projects/project-defaults.ts';
import { createView } from '../../crm-core/views/create-view.ts';
import { systemActor } from '../../crm-core/work/actor.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import { Work } from '../../crm-core/work/work.ts';
import type { Database } from '../../drizzle/client.ts';
import { readExample } from '../../flows/examples/read-example.ts';
import { newId, type UserId } from '../../kernel/ids.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import { applyChannels } from '../provision/apply-channels.ts';
import { applyFlows } from '../provision/apply-flows.ts';
import { applyPipelines } from '../provision/apply-pipelines.ts';
import { applySettings } from '../provision/apply-settings.ts';
import type { ProvisionFile } from '../provision/provision-file.ts';
import type { Demo } from './demo.ts';

export interface DemoSetUp {
  /** Not committed yet. */
  work: Work;
  /** What the project is once it is. */
  config: ProjectConfig;
}

/** An empty demo project, by the commands of the set-up file. `users` are its members, the first of them the owner. */
export async function setUpDemo(
  deps: { db: Database; secrets: SecretBox; now: Date; users: readonly User[] },
  demo: Demo,
): Promise<DemoSetUp> {
  const { db, secrets, now, users } = deps;
  const file: ProvisionFile = { ...demo.file, roles: [], apiKeys: [], flows: [{ text: readExample(demo.flowFile) }] };
  const project = newProject(file, now);
  const nothing = { project, pipelines: [], fields: [], members: [], channels: [], flows: [] };
  const work = new Work({ db, config: nothing, actor: systemActor('demo'), now });
  work.projects.insert(project);
  const members = seatMembers(work, file, users);
  await applyPipelines(work, file);
  await applySettings(work, file);
  await applyChannels(work, secrets, file);
  await applyFlows(work, file);
  for (const field of demo.fields) await createField(work, field);
  for (const view of demo.views) await saveView(work, view);
  return { work, config: { ...configOf(work), members } };
}

async function saveView(work: Work, { name, kind, filter, sort }: Demo['views'][number]): Promise<void> {
  const about = { entity: 'deal' as const, shared: true, pipelineId: null, columns: [] };
  await createView(work, { ...about, name, kind, filter, sort: sort ?? null });
}

export interface User {
  id: UserId;
  email: string;
}

function newProject({ project: { name, locale } }: ProvisionFile, now: Date): Row<'projects'> {
  return {
    id: newId('project'),
    name,
    settings: defaultSettings(locale),
    variables: {},
    configVersion: 1,
    demo: true,
    version: 1,
    createdAt: now,
  };
}

function seatMembers(work: Work, file: ProvisionFile, users: readonly User[]): ProjectConfig['members'] {
  const roles = new Map(builtIn.map((kind) => [kind, newRole(work, kind, file.project.locale)]));
  return file.members.flatMap(({ email, name, role: kind }) => {
    const user = users.find((one) => one.email === email);
    const role = roles.get(builtIn.find((one) => one === kind) ?? 'operator');
    if (!user || !role) return [];
    const row = work.members.insert({
      id: newId('member'),
      projectId: work.projectId,
      userId: user.id,
      roleId: role.id,
      active: true,
      version: 1,
      createdAt: work.now,
    });
    return { row, role, name, email };
  });
}

const builtIn = ['owner', 'administrator', 'editor', 'operator'] as const;

function newRole(work: Work, kind: (typeof builtIn)[number], locale: 'ru' | 'en'): Row<'roles'> {
  return work.roles.insert({
    id: newId('role'),
    projectId: work.projectId,
    kind,
    name: roleNames[locale][kind],
    permissions: builtInRoles[kind],
    version: 1,
    createdAt: work.now,
  });
}

function configOf(work: Work): Omit<ProjectConfig, 'members'> {
  const [project] = work.projects.seen();
  if (!project) throw new Error('the demo has no project');
  return {
    project,
    pipelines: pipelinesInOrder(work).map((row) => ({ row, stages: stagesInOrder(work, row.id) })),
    fields: [...fieldsInOrder(work, 'deal'), ...fieldsInOrder(work, 'contact')],
    channels: work.channels.seen(),
    flows: work.flows.seen().flatMap((row) => {
      const version = work.flowVersions.peek(row.publishedVersionId ?? '');
      return version ? { row, version } : [];
    }),
  };
}
