import { beforeAll, describe, expect, test } from 'vitest';
import { fileBody, type Operation } from './contract/operation.ts';
import { call, type Sending } from './testing/caller.ts';
import { dumpProject } from './testing/dump.ts';
import { operations, placeholderIds, sampleCall, sampleCalls } from './testing/sample-calls.ts';
import { startStand } from './testing/stand.ts';
import { createTenant, type Tenant } from './testing/tenant.ts';

/*
 * Two tenants with the same things. Whatever the contract offers is tried by one with the other's ids: in the path, one by
 * one, and in bodies and queries, one by one.
 */

const stand = await startStand();
const { origin, db } = stand;

const inProject = operations.filter(({ access }) => access.kind === 'member' || access.kind === 'seat');
const offers = (list: Operation[]) => list.map((operation) => [operation.name, operation] as const);

let victim: Tenant;
let victimBefore: string;
beforeAll(async () => {
  victim = await createTenant(stand, 'Victim', { demo: true });
  victimBefore = await dumpProject(db, victim.projectId);
});

test('the table of sample calls names every operation, and no other', () => {
  expect(Object.keys(sampleCalls).sort()).toEqual(operations.map((operation) => operation.name).sort());
});

describe('D31: with one’s own ids everything works, so that what follows proves something', () => {
  test.each(offers(inProject))('%s', async (_name, operation) => {
    const own = await createTenant(stand, `Own ${operation.name}`, { demo: true });
    const { status, body } = await call(origin, operation, { ...sampleCall(operation, own.ids), headers: own.owner });
    expect(JSON.stringify(body)).not.toContain('"kind":"refused"');
    expect(status).toBe(200);
  });
});

describe('D31: another tenant’s project is not found, and nothing in it changes', () => {
  test.each(offers(inProject))('%s', async (_name, operation) => {
    const thief = await sharedThief();
    const { status, body } = await call(origin, operation, {
      ...sampleCall(operation, victim.ids),
      headers: thief.owner,
    });
    expect(status).toBe(404);
    expect(body).toMatchObject({ error: { code: 'not_found', details: { what: 'project' } } });
    expect(await dumpProject(db, victim.projectId)).toBe(victimBefore);
  });
});

describe('D31: another tenant’s thing within one’s own project is not found, and nothing in either changes', () => {
  const cases = inProject.flatMap((operation) =>
    pathIds(operation).map((name) => [`${operation.name} with a foreign ${name}`, operation, name] as const),
  );
  test.each(cases)('%s', async (_title, operation, name) => {
    const thief = await sharedThief();
    const before = await dumpProject(db, thief.projectId);
    const own = sampleCall(operation, thief.ids);
    const foreign = sampleCall(operation, victim.ids).params[name] ?? '';
    const sending = { ...own, params: { ...own.params, [name]: foreign }, headers: thief.owner };
    const { status } = await call(origin, operation, sending);
    expect(status).toBe(404);
    expect(await dumpProject(db, thief.projectId)).toBe(before);
    expect(await dumpProject(db, victim.projectId)).toBe(victimBefore);
  });
});

describe('D31: another tenant’s ids in a body or a query lead nowhere and are kept nowhere', () => {
  /** Ids of many things, of which those that are not there are passed over; and hints that may be out of date. */
  const passedOver = new Set([
    ...['deals.acceptAll', 'notifications.markRead', 'board.cards', 'board.totals'],
    ...['deals.mass', 'deals.previewMass'],
    ...['contacts.changeMany', 'contacts.removal', 'contacts.removeMany'],
    ...['deals.move', 'conversations.messages', 'audit.list', 'tasks.groups', 'tasks.list'],
  ]);
  const cases = inProject.flatMap((operation) =>
    idsIn(operation).map((path) => [`${operation.name} with a foreign ${path.join('.')}`, operation, path] as const),
  );
  test.each(cases)('%s', async (_title, operation, path) => {
    const thief = await createTenant(stand, `Thief ${operation.name} ${path.join('.')}`);
    const own = sampleCall(operation, thief.ids);
    const foreign = valueAt(sampleCall(operation, victim.ids), path);
    const sending = { ...withValue(own, path, foreign), headers: thief.owner };
    const { status, body } = await call(origin, operation, sending);
    if (passedOver.has(operation.name)) expect([200, 404]).toContain(status);
    else expect([400, 404, 409]).toContain(status);
    if (status === 200) expect(JSON.stringify(body)).not.toContain(foreign);
    const after = await dumpProject(db, thief.projectId);
    for (const id of Object.values(victim.ids)) expect(after).not.toContain(id);
    expect(await dumpProject(db, victim.projectId)).toBe(victimBefore);
  });
});

describe('D31: ids that are no ids are refused before anything is looked up', () => {
  const wrong = ['0', 'null', '[]', '{}', "' or 1=1 --", 'deal_', '\u0000', 'x'.repeat(500)];
  const cases = inProject.flatMap((operation) =>
    ['projectId', ...pathIds(operation)].map(
      (name) => [`${operation.name} with a wrong ${name}`, operation, name] as const,
    ),
  );
  test.each(cases)('%s', async (_title, operation, name) => {
    const thief = await sharedThief();
    const before = await dumpProject(db, thief.projectId);
    for (const value of wrong) {
      const own = sampleCall(operation, thief.ids);
      const sending = { ...own, params: { ...own.params, [name]: value }, headers: thief.owner };
      expect([400, 404], value).toContain((await call(origin, operation, sending)).status);
    }
    expect(await dumpProject(db, thief.projectId)).toBe(before);
  });
});

describe('D31: nobody is nobody', () => {
  test.each(offers(inProject))('%s without a session', async (_name, operation) => {
    const headers = { 'x-voronka-client': 'x', 'sec-fetch-site': 'same-origin' };
    const { status } = await call(origin, operation, { ...sampleCall(operation, victim.ids), headers });
    expect(status).toBe(401);
  });
});

describe('D31: a field that the contract does not know is refused, and nothing changes', () => {
  const fields = ['projectId', 'project_id', 'createdAt', 'id', 'rank', 'passwordHash'];
  test.each(offers(inProject.filter(({ body }) => body && body !== fileBody)))('%s', async (_name, operation) => {
    const thief = await sharedThief();
    const before = await dumpProject(db, thief.projectId);
    const own = sampleCall(operation, thief.ids);
    for (const field of fields) {
      const body = { ...Object(own.body), [field]: victim.projectId };
      expect((await call(origin, operation, { ...own, body, headers: thief.owner })).status, field).toBe(400);
    }
    expect(await dumpProject(db, thief.projectId)).toBe(before);
  });

  test.each(offers(inProject))('%s with an unknown query', async (_name, operation) => {
    const thief = await sharedThief();
    const own = sampleCall(operation, thief.ids);
    const query = { ...own.query, projectId: victim.projectId };
    expect((await call(origin, operation, { ...own, query, headers: thief.owner })).status).toBe(400);
  });
});

let thief: Promise<Tenant> | undefined;

/** For tests that change nothing of it. */
function sharedThief(): Promise<Tenant> {
  thief ??= createTenant(stand, 'Thief');
  return thief;
}

/** Names of the path's parameters below the project. */
function pathIds({ path }: Operation): string[] {
  const names = [...path.matchAll(/:(\w+)/g)].flatMap((match) => match[1] ?? []);
  return names.filter((name) => name !== 'projectId' && name !== 'phoneId');
}

type Path = (string | number)[];

/** Where in the sample's body and query ids stand. */
function idsIn(operation: Operation): Path[] {
  const { body, query } = sampleCall(operation, placeholderIds);
  return stringsIn({ body, query }).flatMap(({ path, value }) => (value in placeholderIds ? [path] : []));
}

function stringsIn(value: unknown, path: Path = []): { path: Path; value: string }[] {
  if (typeof value === 'string') return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    stringsIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function valueAt(sending: Sending, path: Path): string {
  return String(path.reduce<unknown>((value, key) => Object(value)[key], sending));
}

function withValue(sending: Sending, path: Path, value: string): Sending {
  const copy = structuredClone(sending);
  const holder = path.slice(0, -1).reduce<unknown>((one, key) => Object(one)[key], copy);
  Object(holder)[path.at(-1) ?? ''] = value;
  return copy;
}
