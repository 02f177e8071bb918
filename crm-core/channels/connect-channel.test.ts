import { describe, expect, it } from 'vitest';
import { secretBox } from '../../kernel/secret-box.ts';
import { memberActor, newProject, succeeded, type TestProject, testCore } from '../../test/builders.ts';
import { builtInRoles } from '../members/permissions.ts';
import { changeChannel } from './change-channel.ts';
import { connectChannel } from './connect-channel.ts';
import { disconnectChannel } from './disconnect-channel.ts';

const core = await testCore();
const box = secretBox('a key of at least thirty-two characters');
let bots = 0;

const connect = (project: TestProject, token: string, name = 'Shop bot') =>
  project.run((work) => connectChannel(work, { kind: 'telegram', name, token, box }));

describe('connecting a channel', () => {
  it('D31: stores the token sealed for this channel only', async () => {
    const project = await newProject(core);
    const { channel } = succeeded(await connect(project, '1:secret'));
    const [row] = await core.db.sql`select token, token_hash from channels where id = ${channel.id}`;
    expect(JSON.stringify(row)).not.toContain('secret');
    expect(box.open(String(row?.token), channel.id)).toBe('1:secret');
    expect(() => box.open(String(row?.token), 'chn_other')).toThrow();
  });

  it('is refused for a bot that is connected already, here or in another project', async () => {
    const [project, stranger] = [await newProject(core), await newProject(core)];
    const token = `${++bots}:taken`;
    succeeded(await connect(project, token));
    for (const one of [project, stranger]) {
      expect(await connect(one, token)).toMatchObject({ kind: 'refused', why: 'already_connected' });
    }
  });

  it('lets one of two win who connect the same bot at the same moment', async () => {
    const [project, stranger] = [await newProject(core), await newProject(core)];
    const token = `${++bots}:race`;
    let runs = 0;
    const outcome = await project.run(async (work) => {
      runs += 1;
      const connected = await connectChannel(work, { kind: 'telegram', name: 'Mine', token, box });
      if (runs === 1) succeeded(await connect(stranger, token));
      return connected;
    });
    expect(outcome).toMatchObject({ kind: 'refused', why: 'already_connected' });
  });

  it('brings a bot that was disconnected here back as the same channel', async () => {
    const [project, stranger] = [await newProject(core), await newProject(core)];
    const token = `${++bots}:back`;
    const { channel } = succeeded(await connect(project, token));
    const off = await project.run((work) => disconnectChannel(work, { channelId: channel.id }));
    expect(off).toMatchObject({ enabled: false, token: null, status: 'off' });
    const { channel: elsewhere } = succeeded(await connect(stranger, token));
    expect(elsewhere.id).not.toBe(channel.id);
    expect(await connect(project, token)).toMatchObject({ why: 'already_connected' });
    await stranger.run((work) => disconnectChannel(work, { channelId: elsewhere.id }));
    const { channel: back } = succeeded(await connect(project, token, 'New name'));
    expect(back).toMatchObject({ id: channel.id, name: 'New name', enabled: true, status: 'connecting' });
    expect(box.open(back.token ?? '', channel.id)).toBe(token);
  });

  it('needs no token for the simulator', async () => {
    const project = await newProject(core);
    const settings = { imitates: 'whatsapp' as const };
    const input = { kind: 'simulator' as const, name: 'Phone', settings, box };
    const { channel } = succeeded(await project.run((work) => connectChannel(work, input)));
    expect(channel).toMatchObject({ status: 'connected', token: null, tokenHash: null, settings });
  });

  it('S17: takes the right to edit settings', async () => {
    const project = await newProject(core);
    const operator = memberActor(project.owner, 'Op', builtInRoles.operator);
    const connected = project.run((work) => connectChannel(work, { kind: 'simulator', name: 'Phone', box }), operator);
    await expect(connected).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('changing a channel', () => {
  it('switches it off and on, and keeps settings that are not named', async () => {
    const project = await newProject(core);
    const { channel } = succeeded(await connect(project, `${++bots}:change`));
    const change = (patch: Parameters<typeof changeChannel>[1]['patch']) =>
      project.run((work) => changeChannel(work, { channelId: channel.id, patch }));
    const intake = { acceptOnFirstStage: false, pipelineId: project.pipeline.id };
    succeeded(await change({ settings: { perSecond: 5 }, intake }));
    expect(succeeded(await change({ name: 'Bot' })).channel.settings).toEqual({ perSecond: 5, intake });
    expect(succeeded(await change({ intake: null })).channel.settings).toEqual({ perSecond: 5 });
    expect(succeeded(await change({ enabled: false })).channel).toMatchObject({ enabled: false, status: 'off' });
    expect(succeeded(await change({ enabled: true })).channel).toMatchObject({ enabled: true, status: 'connecting' });
    await project.run((work) => disconnectChannel(work, { channelId: channel.id }));
    expect(await change({ enabled: true })).toMatchObject({ kind: 'refused', why: 'no_token' });
  });

  it('does not switch a bot on that runs in another project meanwhile, nor send leads to a foreign pipeline', async () => {
    const [project, stranger] = [await newProject(core), await newProject(core)];
    const token = `${++bots}:moved`;
    const { channel } = succeeded(await connect(project, token));
    const change = (patch: Parameters<typeof changeChannel>[1]['patch']) =>
      project.run((work) => changeChannel(work, { channelId: channel.id, patch }));
    succeeded(await change({ enabled: false }));
    succeeded(await connect(stranger, token));
    expect(await change({ enabled: true })).toMatchObject({ kind: 'refused', why: 'already_connected' });
    const intake = { acceptOnFirstStage: true, pipelineId: stranger.pipeline.id };
    await expect(change({ intake })).rejects.toMatchObject({ code: 'not_found' });
  });
});
