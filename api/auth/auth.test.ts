import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { sessions } from '../../drizzle/schema/index.ts';
import { tokenHash } from '../../kernel/secret-box.ts';
import { api } from '../contract/api.ts';
import { ask, browserHeaders, call } from '../testing/caller.ts';
import { startStand } from '../testing/stand.ts';
import { createKey, createTenant, password, signedIn, type Tenant } from '../testing/tenant.ts';
import { createSignInLink } from './sessions.ts';

const stand = await startStand();
const { origin, db, clock } = stand;
let shop: Tenant;
beforeAll(async () => {
  shop = await createTenant(stand, 'Shop');
});

const page = browserHeaders('');
const day = 24 * 60 * 60 * 1000;

function cookieOf(headers: Headers): string {
  return headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

describe('signing in', () => {
  test('D31: the right password begins a session in a cookie that scripts cannot read; only its hash is kept', async () => {
    const answer = await call(origin, api.session.signIn, {
      body: { email: shop.email.toUpperCase(), password },
      headers: page,
    });
    expect(answer.status).toBe(200);
    const [setCookie = ''] = answer.headers.getSetCookie();
    expect(setCookie).toMatch(/^voronka=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    const token = setCookie.split(/[=;]/)[1] ?? '';
    expect(await db.orm.$count(sessions, eq(sessions.tokenHash, tokenHash(token)))).toBe(1);
    expect(await db.orm.$count(sessions, eq(sessions.tokenHash, token))).toBe(0);
    const me = await ask(origin, api.session.me, { headers: browserHeaders(`voronka=${token}`) });
    expect(me.memberships.map((seat) => seat.projectId)).toEqual([shop.projectId]);
  });

  test('a wrong password and an unknown e-mail are told the same', async () => {
    const wrong = await call(origin, api.session.signIn, {
      body: { email: shop.email, password: 'wrong' },
      headers: page,
    });
    const unknown = await call(origin, api.session.signIn, {
      body: { email: 'nobody@example.com', password },
      headers: page,
    });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(withoutRequestId(wrong.body)).toEqual(withoutRequestId(unknown.body));
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  test('guessing at one account is stopped, whatever the spelling of its name, and others go on', async () => {
    const guess = (email: string) =>
      call(origin, api.session.signIn, { body: { email, password: 'guess' }, headers: page });
    for (let i = 0; i < 10; i++)
      expect((await guess(i % 2 ? 'victim@example.com' : 'VICTIM@example.com')).status).toBe(401);
    expect((await guess('Victim@example.com')).status).toBe(429);
    expect((await guess('somebody.else@example.com')).status).toBe(401);
  });

  test('each sign-in makes a new token: one that an attacker planted before is worth nothing', async () => {
    const planted = `voronka=${'a'.repeat(43)}`;
    const answer = await call(origin, api.session.signIn, {
      body: { email: shop.email, password },
      headers: browserHeaders(planted),
    });
    expect(cookieOf(answer.headers)).not.toBe(planted);
    expect((await call(origin, api.session.me, { headers: browserHeaders(planted) })).status).toBe(401);
  });
});

describe('one-time links', () => {
  test('a link signs in once', async () => {
    const token = await createSignInLink(db, shop.userId, clock.now());
    const first = await call(origin, api.session.redeemLink, { body: { token }, headers: page });
    expect(first.status).toBe(200);
    const again = await call(origin, api.session.redeemLink, { body: { token }, headers: page });
    expect(again.status).toBe(401);
  });

  test('of two who redeem a link at once, one gets in', async () => {
    const token = await createSignInLink(db, shop.userId, clock.now());
    const both = await Promise.all(
      [1, 2].map(() => call(origin, api.session.redeemLink, { body: { token }, headers: page })),
    );
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 401]);
  });

  test('a link is no session, a session is no link, and a day is too old', async () => {
    const link = await createSignInLink(db, shop.userId, clock.now());
    expect((await call(origin, api.session.me, { headers: browserHeaders(`voronka=${link}`) })).status).toBe(401);
    const session = shop.owner.cookie?.split('=')[1] ?? '';
    expect((await call(origin, api.session.redeemLink, { body: { token: session }, headers: page })).status).toBe(401);
    clock.advance(day);
    expect((await call(origin, api.session.redeemLink, { body: { token: link }, headers: page })).status).toBe(401);
  });
});

describe('sessions', () => {
  test('a session in use lives on for thirty days from its last day of use; one that is not ends', async () => {
    const headers = await signedIn(stand, shop.userId);
    clock.advance(29 * day);
    const used = await call(origin, api.session.me, { headers });
    expect(cookieOf(used.headers)).toBe(headers.cookie);
    clock.advance(29 * day);
    expect((await call(origin, api.session.me, { headers })).status).toBe(200);
    clock.advance(30 * day + 1);
    expect((await call(origin, api.session.me, { headers })).status).toBe(401);
  });

  test('a session that was prolonged today is not written again', async () => {
    const headers = await signedIn(stand, shop.userId);
    clock.advance(day / 2);
    expect((await call(origin, api.session.me, { headers })).headers.getSetCookie()).toEqual([]);
  });

  test('signing out ends the session on the server', async () => {
    const headers = await signedIn(stand, shop.userId);
    await ask(origin, api.session.signOut, { headers });
    expect((await call(origin, api.session.me, { headers })).status).toBe(401);
  });

  test('a new password ends the other sessions and unused links, and keeps this one', async () => {
    const [mine, other] = [await signedIn(stand, shop.userId), await signedIn(stand, shop.userId)];
    const link = await createSignInLink(db, shop.userId, clock.now());
    await ask(origin, api.session.changeProfile, { headers: mine, body: { password: 'another long password' } });
    expect((await call(origin, api.session.me, { headers: mine })).status).toBe(200);
    expect((await call(origin, api.session.me, { headers: other })).status).toBe(401);
    expect((await call(origin, api.session.redeemLink, { body: { token: link }, headers: page })).status).toBe(401);
    const old = await call(origin, api.session.signIn, { body: { email: shop.email, password }, headers: page });
    expect(old.status).toBe(401);
    await ask(origin, api.session.changeProfile, { headers: mine, body: { password } });
  });

  test('a new name is seen by the project at once', async () => {
    const headers = await signedIn(stand, shop.userId);
    await ask(origin, api.session.changeProfile, { headers, body: { name: 'Olga' } });
    const { members } = await ask(origin, api.projects.get, { params: shop.ids, headers });
    expect(members.map((member) => member.name)).toContain('Olga');
  });
});

describe('API keys', () => {
  const everything = {
    crm: 'edit',
    contacts: 'edit',
    inbox: 'edit',
    flows: 'edit',
    tasks: 'edit',
    settings: 'edit',
    members: 'edit',
  } as const;
  const readOnly = { sections: { ...everything, crm: 'view', settings: 'none' }, mayNot: [] } as const;

  test('D32: a key made through the API works, is shown once, and is dead the moment it is revoked', async () => {
    const headers = await signedIn(stand, shop.userId);
    const body = { name: 'Site', permissions: { sections: everything, mayNot: [] } };
    const made = await ask(origin, api.projects.createApiKey, { params: shop.ids, headers, body });
    expect(made.key).toMatch(/^vk_[\w-]{43}$/);
    const byKey = { authorization: `Bearer ${made.key}` };
    expect((await call(origin, api.pipelines.list, { params: shop.ids, headers: byKey })).status).toBe(200);
    const listed = await ask(origin, api.projects.listApiKeys, { params: shop.ids, headers });
    expect(JSON.stringify(listed)).not.toContain(made.key);
    await ask(origin, api.projects.revokeApiKey, { params: { ...shop.ids, apiKeyId: made.id }, headers });
    expect((await call(origin, api.pipelines.list, { params: shop.ids, headers: byKey })).status).toBe(401);
  });

  test('D32: a key may do what its permissions say and nothing else', async () => {
    const { headers } = await createKey(stand, shop.projectId, { sections: readOnly.sections, mayNot: [] });
    expect((await call(origin, api.pipelines.list, { params: shop.ids, headers })).status).toBe(200);
    const body = { name: 'Second', currency: 'RUB' };
    expect((await call(origin, api.pipelines.create, { params: shop.ids, headers, body })).status).toBe(403);
  });

  test('D30: nobody makes a key that may do more than himself', async () => {
    const { headers } = await createKey(stand, shop.projectId, {
      sections: { ...everything, flows: 'view' },
      mayNot: ['export'],
    });
    const make = (permissions: object) =>
      call(origin, api.projects.createApiKey, { params: shop.ids, headers, body: { name: 'More', permissions } });
    expect((await make({ sections: everything, mayNot: ['export'] })).status).toBe(403);
    expect((await make({ sections: { ...everything, flows: 'view' }, mayNot: [] })).status).toBe(403);
    expect((await make({ sections: { ...everything, flows: 'view' }, mayNot: ['export'] })).status).toBe(200);
  });

  test('a key is no user: it has no profile and no session', async () => {
    const { headers } = await createKey(stand, shop.projectId);
    expect((await call(origin, api.session.me, { headers })).status).toBe(403);
  });

  test('a key that is not ours is refused although the browser has a session', async () => {
    const headers = { ...(await signedIn(stand, shop.userId)), authorization: 'Bearer vk_wrong' };
    expect((await call(origin, api.pipelines.list, { params: shop.ids, headers })).status).toBe(401);
  });
});

describe('requests from other sites', () => {
  const rename = (headers: Record<string, string>) =>
    call(origin, api.projects.change, { params: shop.ids, headers, body: { name: 'Renamed by another site' } });

  test.each([
    ['without our header', { 'sec-fetch-site': 'same-origin' }],
    ['of another site', { 'x-voronka-client': 'x', 'sec-fetch-site': 'cross-site' }],
    ['of a sister domain', { 'x-voronka-client': 'x', 'sec-fetch-site': 'same-site' }],
    ['with another origin', { 'x-voronka-client': 'x', origin: 'https://evil.example' }],
    ['with an origin that is none', { 'x-voronka-client': 'x', origin: 'null' }],
    ['that tell nothing of where they come from', { 'x-voronka-client': 'x' }],
  ])('D31: changes %s are refused', async (_what, others) => {
    const { cookie = '' } = await signedIn(stand, shop.userId);
    expect((await rename({ cookie, ...others })).status).toBe(403);
    const project = await ask(origin, api.projects.get, { params: shop.ids, headers: { cookie } });
    expect(project.name).toBe('Shop');
  });

  test('our own pages are recognised by either header', async () => {
    const { cookie = '' } = await signedIn(stand, shop.userId);
    const ours = { cookie, 'x-voronka-client': 'x' };
    const change = (headers: Record<string, string>) =>
      call(origin, api.projects.change, { params: shop.ids, headers, body: { name: 'Shop' } });
    expect((await change({ ...ours, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await change({ ...ours, origin })).status).toBe(200);
  });

  test('a form cannot carry JSON: bodies of another type are not read', async () => {
    const response = await fetch(`${origin}/api/session`, {
      method: 'POST',
      headers: { ...page, 'content-type': 'text/plain' },
      body: JSON.stringify({ email: shop.email, password }),
    });
    expect(response.status).toBe(400);
  });

  test('signing in is protected too: nobody is signed in to a stranger’s account from elsewhere', async () => {
    const headers = { 'x-voronka-client': 'x', 'sec-fetch-site': 'cross-site' };
    expect((await call(origin, api.session.signIn, { body: { email: shop.email, password }, headers })).status).toBe(
      403,
    );
  });
});

test('over https the cookie is bound to the host and to https', async () => {
  const secure = await startStand({ publicUrl: 'https://crm.example' });
  const tenant = await createTenant(secure, 'Secure');
  const headers = { 'x-voronka-client': 'x', origin: 'https://crm.example' };
  const answer = await call(secure.origin, api.session.signIn, { body: { email: tenant.email, password }, headers });
  const [setCookie = ''] = answer.headers.getSetCookie();
  expect(setCookie).toMatch(/^__Host-voronka=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  const token = setCookie.split(/[=;]/)[1];
  const me = (name: string) => call(secure.origin, api.session.me, { headers: { cookie: `${name}=${token}` } });
  expect((await me('__Host-voronka')).status).toBe(200);
  expect((await me('voronka')).status).toBe(401);
});

function withoutRequestId(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body).replace(/"requestId":"\w+"/, '"requestId":""'));
}
