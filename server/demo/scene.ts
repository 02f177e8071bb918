import type { Member, ProjectConfig } from '../../crm-core/config/project-config.ts';
import type { Actor } from '../../crm-core/work/actor.ts';
import type { Core } from '../../crm-core/work/run-work.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import { LaneMemory } from '../../flows/runtime/lane-memory.ts';
import type { Runtime } from '../../flows/runtime/lane-turn.ts';
import { PastWork } from './past-work.ts';
import type { DealWords, Messenger, Story } from './story.ts';

/** Where the stories of one project take place. */
export interface Scene {
  runtime: Runtime;
  config: ProjectConfig;
  now: Date;
}

export function openWork({ runtime, config }: Scene, { intake }: Story, actor: Actor, now: Date): PastWork {
  const { db } = runtime.core;
  const work = new PastWork({ db, config: asItWas(config, intake), actor, now });
  work.channels.seed(config.channels);
  return work;
}

function asItWas(config: ProjectConfig, intake: Story['intake']): ProjectConfig {
  if (intake === undefined) return config;
  if (intake === 'no_pipeline') return { ...config, pipelines: [] };
  const { project } = config;
  const settings = { ...project.settings, intake: { acceptOnFirstStage: false, pipelineId: null } };
  return { ...config, project: { ...project, settings } };
}

/** Nothing that happened in the past wakes anybody now. */
export function runtimeOf(core: Core, versions: Runtime['versions']): Runtime {
  return { core, versions, memory: new LaneMemory(), directFence: () => undefined, wakeLanes() {}, doubtLanes() {} };
}

export function memberOf({ config }: Scene, name: string): Member {
  return found(
    config.members.find((member) => member.name === name),
    name,
  );
}

export function actorOf(scene: Scene, name: string): Actor {
  const { row, role } = memberOf(scene, name);
  return { record: { kind: 'member', memberId: row.id, name }, permissions: role.permissions };
}

export function channelOf({ config }: Scene, imitates: Messenger): Row<'channels'> {
  return found(
    config.channels.find((channel) => channel.settings.imitates === imitates),
    imitates,
  );
}

export function stageOf({ config }: Scene, [pipelineName, stageName]: NonNullable<DealWords['place']>): Row<'stages'> {
  const pipeline = config.pipelines.find(({ row }) => row.name === pipelineName);
  return found(
    pipeline?.stages.find((stage) => stage.name === stageName),
    `${pipelineName}: ${stageName}`,
  );
}

/** What the demo's own words name has to be there. */
function found<Thing>(thing: Thing | undefined, name: string): Thing {
  if (thing === undefined) throw new Error(`the demo knows no ${name}`);
  return thing;
}
