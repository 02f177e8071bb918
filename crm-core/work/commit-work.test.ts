import { describe, expect, it } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { newProject, testCore } from '../../test/builders.ts';
import { ConflictError, commitWorks } from './commit-work.ts';
import { Work } from './work.ts';

const core = await testCore();

async function openWork(project: Awaited<ReturnType<typeof newProject>>): Promise<Work> {
  const config = await core.configs.current(project.id);
  return new Work({ db: core.db, config, actor: project.actor, now: core.clock.now() });
}

function note(work: Work, text: string) {
  return work.notes.insert({
    id: newId('note'),
    projectId: work.projectId,
    dealId: null,
    contactId: null,
    text,
    author: work.actor.record,
    createdAt: work.now,
    editedAt: null,
  });
}

describe('a commit', () => {
  it('writes inserts, changes and deletions of several works in one transaction', async () => {
    const project = await newProject(core);
    const first = await openWork(project);
    const kept = note(first, 'kept');
    const gone = note(first, 'gone');
    await commitWorks(core.db, [first]);

    const [a, b] = [await openWork(project), await openWork(project)];
    await a.stages.get(project.stages[0].id);
    a.stages.update(project.stages[0].id, { name: 'Fresh' });
    await b.notes.get(gone.id);
    b.notes.remove(gone.id);
    await commitWorks(core.db, [a, b]);

    const after = await openWork(project);
    expect(await after.stages.get(project.stages[0].id)).toMatchObject({
      name: 'Fresh',
      version: project.stages[0].version + 1,
    });
    expect(await after.notes.find(gone.id)).toBeUndefined();
    expect(await after.notes.find(kept.id)).toMatchObject({ text: 'kept' });
  });

  it('writes nothing at all when one row has moved on, and says so', async () => {
    const project = await newProject(core);
    const [slow, fast] = [await openWork(project), await openWork(project)];
    const { id } = project.stages[0];
    await slow.stages.get(id);
    await fast.stages.get(id);
    fast.stages.update(id, { name: 'Fast' });
    await commitWorks(core.db, [fast]);

    slow.stages.update(id, { name: 'Slow' });
    const orphan = note(slow, 'must not be there');
    await expect(commitWorks(core.db, [slow])).rejects.toBeInstanceOf(ConflictError);

    const after = await openWork(project);
    expect((await after.stages.get(id)).name).toBe('Fast');
    expect(await after.notes.find(orphan.id)).toBeUndefined();
  });

  it('counts a row that points at something deleted meanwhile as a conflict', async () => {
    const project = await newProject(core);
    const work = await openWork(project);
    await work.stages.get(project.stages[2].id);
    work.stages.insert({ ...project.stages[2], id: newId('stage'), pipelineId: newId('pipeline') });
    await expect(commitWorks(core.db, [work])).rejects.toBeInstanceOf(ConflictError);
  });

  it('lets single fields of one row be changed without touching what others wrote in other columns of other rows', async () => {
    const project = await newProject(core);
    const work = await openWork(project);
    for (const stage of project.stages) await work.stages.get(stage.id);
    work.stages.update(project.stages[0].id, { name: 'One' });
    work.stages.update(project.stages[1].id, { color: 'teal' });
    work.stages.touch(project.stages[2].id);
    await commitWorks(core.db, [work]);
    const after = await openWork(project);
    expect(await after.stages.get(project.stages[0].id)).toEqual({ ...project.stages[0], name: 'One', version: 2 });
    expect(await after.stages.get(project.stages[1].id)).toEqual({ ...project.stages[1], color: 'teal', version: 2 });
    expect(await after.stages.get(project.stages[2].id)).toEqual({ ...project.stages[2], version: 2 });
  });

  it('keeps hostile texts as they are', async () => {
    const project = await newProject(core);
    const work = await openWork(project);
    const hostile = `'; drop table notes; -- \\ "quotes" {"json": [1]} \n \u2028 😀 ё`;
    const row = note(work, hostile);
    await commitWorks(core.db, [work]);
    const after = await openWork(project);
    expect((await after.notes.get(row.id)).text).toBe(hostile);
  });
});

describe('rows', () => {
  it('leave out what is set to what it was', async () => {
    const project = await newProject(core);
    const work = await openWork(project);
    await work.stages.get(project.stages[0].id);
    work.stages.update(project.stages[0].id, { name: project.stages[0].name, rules: { ...project.stages[0].rules } });
    expect(work.changed()).toEqual([]);
  });

  it('of another project do not exist', async () => {
    const [mine, theirs] = [await newProject(core), await newProject(core)];
    const work = await openWork(mine);
    await expect(work.stages.get(theirs.stages[0].id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('that were inserted and removed again are never written', async () => {
    const project = await newProject(core);
    const work = await openWork(project);
    work.notes.remove(note(work, 'a slip').id);
    expect(work.changed()).toEqual([]);
  });
});
