import { describe, expect, it } from 'vitest';
import type { FlowId } from '../../kernel/ids.ts';
import { memberActor, newProject, succeeded, type TestProject, testCore } from '../../test/builders.ts';
import { builtInRoles } from '../members/permissions.ts';
import { createFlow } from './create-flow.ts';
import { deleteFlow } from './delete-flow.ts';
import { enableFlow } from './enable-flow.ts';
import { publishFlow } from './publish-flow.ts';
import { reorderFlows } from './reorder-flows.ts';
import { rollBackFlow } from './roll-back-flow.ts';
import { saveDraft } from './save-draft.ts';

const core = await testCore();

const newFlow = (project: TestProject, name = 'Welcome') =>
  project.run((work) => createFlow(work, { name, draft: { step: 0 } }));

/** What turns see: name and document of the published flows that are switched on, in order. */
async function heard(project: TestProject) {
  const { flows } = await core.configs.current(project.id);
  return flows.map((flow) => [flow.row.name, flow.version.document]);
}

describe('D24: drafts and versions', () => {
  it('a draft is heard only once it is published, and then as it was published', async () => {
    const project = await newProject(core);
    const flow = await newFlow(project);
    expect(await heard(project)).toEqual([]);
    const { version } = await project.run((work) => publishFlow(work, { flowId: flow.id, document: { step: 1 } }));
    expect(version).toMatchObject({ number: 1, publishedBy: { kind: 'member', name: 'Olga' } });
    succeeded(await project.run((work) => saveDraft(work, { flowId: flow.id, draft: { step: 2 } })));
    expect(await heard(project)).toEqual([['Welcome', { step: 1 }]]);
    const second = await project.run((work) => publishFlow(work, { flowId: flow.id, document: { step: 2 } }));
    expect(second.version.number).toBe(2);
    expect(await heard(project)).toEqual([['Welcome', { step: 2 }]]);
    const kept = await project.run((work) => work.flowVersions.get(version.id));
    expect(kept.document).toEqual({ step: 1 });
  });

  it('two publications at one moment get two numbers', async () => {
    const project = await newProject(core);
    const flow = await newFlow(project);
    let runs = 0;
    const late = await project.run(async (work) => {
      runs += 1;
      const published = await publishFlow(work, { flowId: flow.id, document: { by: 'late' } });
      if (runs === 1) await project.run((other) => publishFlow(other, { flowId: flow.id, document: { by: 'early' } }));
      return published;
    });
    expect(late.version.number).toBe(2);
    expect(await heard(project)).toEqual([['Welcome', { by: 'late' }]]);
  });

  it('M4: rolling back takes one step, or goes to a given version, and stops at the first', async () => {
    const project = await newProject(core);
    const flow = await newFlow(project);
    const back = (versionId?: Parameters<typeof rollBackFlow>[1]['versionId']) =>
      project.run((work) => rollBackFlow(work, { flowId: flow.id, ...(versionId && { versionId }) }));
    expect(await back()).toMatchObject({ kind: 'refused', why: 'no_version' });
    const versions = [];
    for (const step of [1, 2, 3]) {
      const { version } = await project.run((work) => publishFlow(work, { flowId: flow.id, document: { step } }));
      versions.push(version);
    }
    succeeded(await back());
    expect(await heard(project)).toEqual([['Welcome', { step: 2 }]]);
    succeeded(await back(versions[2]?.id));
    expect(await heard(project)).toEqual([['Welcome', { step: 3 }]]);
    succeeded(await back(versions[0]?.id));
    expect(await back()).toMatchObject({ kind: 'refused', why: 'no_version' });
    const foreign = await newProject(core);
    const other = await newFlow(foreign);
    const { version } = await foreign.run((work) => publishFlow(work, { flowId: other.id, document: {} }));
    expect(await back(version.id)).toMatchObject({ kind: 'refused', why: 'no_version' });
  });

  it('refuses to save over what somebody else has saved', async () => {
    const project = await newProject(core);
    const flow = await newFlow(project);
    const save = (draft: unknown) =>
      project.run((work) => saveDraft(work, { flowId: flow.id, draft, expectedVersion: flow.version }));
    succeeded(await save({ step: 1 }));
    expect(await save({ step: 2 })).toMatchObject({ kind: 'refused', why: 'changed' });
    expect((await project.run((work) => work.flows.get(flow.id))).draft).toEqual({ step: 1 });
  });
});

describe('flows', () => {
  it('hear in their order while they are switched on', async () => {
    const project = await newProject(core);
    const flows: FlowId[] = [];
    for (const name of ['A', 'B', 'C']) {
      const flow = await newFlow(project, name);
      await project.run((work) => publishFlow(work, { flowId: flow.id, document: {} }));
      flows.push(flow.id);
    }
    const names = async () => (await heard(project)).map(([name]) => name).join('');
    expect(await names()).toBe('ABC');
    await project.run((work) => reorderFlows(work, { flowIds: flows.toReversed() }));
    expect(await names()).toBe('CBA');
    await expect(project.run((work) => reorderFlows(work, { flowIds: flows.slice(1) }))).rejects.toMatchObject({
      code: 'bad_input',
    });
    const [a, b] = flows;
    if (!a || !b) throw new Error('unreachable');
    await project.run((work) => enableFlow(work, { flowId: b, enabled: false }));
    expect(await names()).toBe('CA');
    await project.run((work) => enableFlow(work, { flowId: b, enabled: true }));
    await project.run((work) => deleteFlow(work, { flowId: a }));
    expect(await names()).toBe('CB');
    const versions = await core.db.sql`select 1 from flow_versions where flow_id = ${a}`;
    expect(versions).toHaveLength(0);
  });

  it('a new name of a published flow reaches the turns at once', async () => {
    const project = await newProject(core);
    const flow = await newFlow(project);
    await project.run((work) => publishFlow(work, { flowId: flow.id, document: {} }));
    await project.run((work) => saveDraft(work, { flowId: flow.id, draft: {}, name: 'Hello' }));
    expect(await heard(project)).toEqual([['Hello', {}]]);
  });

  it('S17: are not changed by who may only look at them, nor from another project', async () => {
    const project = await newProject(core);
    const flow = await newFlow(project);
    const operator = memberActor(project.owner, 'Op', builtInRoles.operator);
    const published = project.run((work) => publishFlow(work, { flowId: flow.id, document: {} }), operator);
    await expect(published).rejects.toMatchObject({ code: 'forbidden' });
    const stranger = await newProject(core);
    const deleted = stranger.run((work) => deleteFlow(work, { flowId: flow.id }));
    await expect(deleted).rejects.toMatchObject({ code: 'not_found' });
  });
});
