import { describe, expect, it } from 'vitest';
import { secretBox } from '../../kernel/secret-box.ts';
import { testCore } from '../../test/builders.ts';
import { applyProvision } from './apply-provision.ts';
import { parseProvision } from './provision-file.ts';

const core = await testCore();
const deps = { core, secrets: secretBox('a key for tests that is long enough') };

const text = `
project: { name: Shop, locale: en, timeZone: Europe/London }
members:
  - { email: Olga@Example.com, name: Olga }
  - { email: ivan@example.com, name: Ivan, role: operator }
pipelines:
  - { name: Sales, currency: GBP, stages: [New, { name: Paid, color: teal, requiredFields: [amount] }] }
intake: { acceptOnFirstStage: false, pipeline: Sales }
channels:
  - { kind: telegram, name: Bot, token: "\${TOKEN}" }
  - { kind: simulator, name: Phones, imitates: whatsapp, phones: [{ id: anna, name: Anna, phone: "+442079460123" }] }
flows:
  - text: |
      format: 1
      name: Hello
      blocks:
        any: { on-any-other: {}, to: hi }
        hi: { message: { text: Hello! } }
apiKeys:
  - { name: scripts, key: vk_abcdefghijklmnopqrstuvwxyz }
`;
const env = { TOKEN: '123456:ABC-def' };

async function everything() {
  const { sql } = core.db;
  return {
    stages: await sql`select name, color, rules, position, version from stages order by position`,
    pipelines: await sql`select name, currency, version from pipelines`,
    settings: await sql`select settings, config_version from projects`,
    members:
      await sql`select u.email, r.kind, m.version from members m join users u on u.id = m.user_id join roles r on r.id = m.role_id order by u.email`,
    channels: await sql`select kind, name, settings, version from channels order by kind`,
    flows: await sql`select name, enabled, version from flows`,
    versions: await sql`select number from flow_versions`,
    keys: await sql`select name from api_keys`,
  };
}

describe('a set-up file', () => {
  it('makes the project that it describes, and changes nothing when it is applied again', async () => {
    const file = parseProvision(text, env, 'shop.yaml');
    const first = await applyProvision(deps, file);
    const once = await everything();
    expect(first.created).toBe(true);
    expect(once.stages.map((stage) => stage.name)).toEqual(['New', 'Paid']);
    expect(once.members.map((member) => [member.email, member.kind])).toEqual([
      ['ivan@example.com', 'operator'],
      ['olga@example.com', 'owner'],
    ]);
    expect(once.channels.map((channel) => channel.name)).toEqual(['Phones', 'Bot']);
    expect(once.versions).toHaveLength(1);

    const second = await applyProvision(deps, file);
    expect(second).toEqual({ ...first, created: false });
    expect(await everything()).toEqual(once);
  });

  it('D30: says in the audit log what it changes of roles and seats, and nothing when there is nothing to say', async () => {
    const permissions = (settings: string) =>
      `{ sections: { crm: view, contacts: none, inbox: none, flows: none, tasks: none, settings: ${settings}, members: none }, mayNot: [export] }`;
    const withRole = (settings: string, role: string) =>
      text
        .replace('role: operator', `role: ${role}`)
        .replace('pipelines:', `roles: [{ name: Looker, permissions: ${permissions(settings)} }]\npipelines:`);
    const told = async (yaml: string) => {
      const [last] = await core.db.sql`select max(id) as id from events`;
      await applyProvision(deps, parseProvision(yaml, env, 'shop.yaml'));
      return core.db.sql`
        select kind, actor->>'kind' as actor, payload::jsonb - 'roleId' - 'memberId' - 'permissions' as payload from events
        where id > ${last?.id} and kind in ('role.changed', 'member.changed') order by id`;
    };
    const actor = 'system';
    expect(await told(withRole('none', 'Looker'))).toEqual([
      { kind: 'role.changed', actor, payload: { change: 'created', name: 'Looker' } },
      {
        kind: 'member.changed',
        actor,
        payload: { change: 'role', name: 'Ivan', changes: { role: { from: 'Operator', to: 'Looker' } } },
      },
    ]);
    expect(await told(withRole('none', 'Looker'))).toEqual([]);
    expect(await told(withRole('view', 'Looker'))).toEqual([
      {
        kind: 'role.changed',
        actor,
        payload: { change: 'changed', name: 'Looker', changes: { 'section.settings': { from: 'none', to: 'view' } } },
      },
    ]);
    await core.db.sql`
      update members set active = false from users u where u.id = user_id and u.email = 'ivan@example.com'`;
    await core.db.sql`update projects set config_version = config_version + 1`;
    const back = { change: 'added', name: 'Ivan', role: 'Operator' };
    expect(await told(withRole('view', 'operator'))).toEqual([{ kind: 'member.changed', actor, payload: back }]);
  });

  it('D30: says in the audit log which channel it changes and what of it, but not its token', async () => {
    const told = async (yaml: string, token = env.TOKEN) => {
      const [last] = await core.db.sql`select max(id) as id from events`;
      await applyProvision(deps, parseProvision(yaml, { TOKEN: token }, 'shop.yaml'));
      return core.db.sql`
        select payload::jsonb - 'channelId' as payload from events
        where id > ${last?.id} and kind = 'channel.changed' order by id`;
    };
    expect(await told(text)).toEqual([]);
    const setUp = { change: 'set_up', name: 'Bot', changes: {} };
    expect(await told(text, '123456:GHI-jkl')).toEqual([{ payload: setUp }]);
    await core.db.sql`update channels set enabled = false where name = 'Bot'`;
    await core.db.sql`update projects set config_version = config_version + 1`;
    const changes = { enabled: { from: false, to: true } };
    expect(await told(text, '123456:GHI-jkl')).toEqual([{ payload: { ...setUp, changes } }]);
    expect(await told(text)).toEqual([{ payload: setUp }]);
  });

  it('D30: gives nobody the seat of the owner, and leaves who has it there', async () => {
    const second = text.replace('role: operator', 'role: owner');
    await expect(applyProvision(deps, parseProvision(second, env, 'shop.yaml'))).rejects.toThrow('one owner');
  });

  it('publishes a new version of a flow that it says differently, and leaves one that was switched off so', async () => {
    await core.db.sql`update flows set enabled = false`;
    await applyProvision(deps, parseProvision(text.replace('Hello!', 'Good day!'), env, 'shop.yaml'));
    const { flows, versions } = await everything();
    expect(flows).toMatchObject([{ name: 'Hello', enabled: false }]);
    expect(versions.map((version) => version.number)).toEqual([1, 2]);
  });

  it('keeps tokens out of the database in the clear', async () => {
    const [row] = await core.db.sql`select token from channels where kind = 'telegram'`;
    expect(row?.token).not.toContain('ABC-def');
  });

  it.each([
    ['an unknown key', 'project: { name: Shop }\ncolour: red', 'colour'],
    ['a missing variable', `project: { name: "\${NOWHERE}" }`, 'NOWHERE'],
    [
      'a bad currency',
      'project: { name: Shop }\npipelines: [{ name: Sales, currency: pounds }]',
      'pipelines.0.currency',
    ],
    ['a bad token', 'project: { name: Shop }\nchannels: [{ kind: telegram, name: Bot, token: x }]', 'channels.0.token'],
    ['broken YAML', 'project: [', 'shop.yaml'],
  ])('says where it has %s', (_what, broken, place) => {
    expect(() => parseProvision(broken, {}, 'shop.yaml')).toThrow(place);
  });

  it('says which pipeline of its intake does not exist', async () => {
    const file = parseProvision(
      'project: { name: Other }\nintake: { acceptOnFirstStage: true, pipeline: None }',
      {},
      'x',
    );
    await expect(applyProvision(deps, file)).rejects.toThrow('there is no pipeline "None"');
  });
});
