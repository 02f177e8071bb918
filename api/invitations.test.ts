import { describe, expect, test } from 'vitest';
import { builtInRoles } from '../crm-core/members/permissions.ts';
import { api } from './contract/api.ts';
import type { MemberView } from './contract/members.ts';
import { ask, browserHeaders, call, type Sending } from './testing/caller.ts';
import { startStand } from './testing/stand.ts';
import { addMember, createTenant, password, type Tenant } from './testing/tenant.ts';

const stand = await startStand();
const { origin, clock } = stand;
const fromBrowser = { 'x-voronka-client': 'test', 'sec-fetch-site': 'same-origin' };
const day = 24 * 60 * 60 * 1000;
let people = 0;

async function invite(tenant: Tenant, email = `invited${++people}@example.com`) {
  const body = { email, name: 'Nina', roleId: tenant.ids.operatorRoleId };
  const answer = await ask(origin, api.members.invite, { params: tenant.ids, body, headers: tenant.owner });
  if (answer.kind !== 'ok') throw new Error(answer.message);
  return { member: answer.member, token: tokenIn(answer.link.path), email };
}

function tokenIn(path: string): string {
  const [, token] = /^\/join\?token=([\w-]+)$/.exec(path) ?? [];
  if (!token) throw new Error(`${path} has no token`);
  return token;
}

const publicly = (sending: Sending) => ({ ...sending, headers: fromBrowser });
const accept = (token: string, name = 'Nina P.') =>
  call(origin, api.invitations.accept, publicly({ body: { token, name, password: 'a password of hers' } }));

async function seat(tenant: Tenant, memberId: string): Promise<MemberView | undefined> {
  const all = await ask(origin, api.members.list, { params: tenant.ids, headers: tenant.owner });
  return all.find((one) => one.id === memberId);
}

describe('D30: an invitation', () => {
  test('is a link that a new member opens once: he sets a password, is signed in, and has the role', async () => {
    const shop = await createTenant(stand, 'Inviting');
    const { member, token, email } = await invite(shop);
    expect(await seat(shop, member.id)).toMatchObject({ state: 'invited', invitedUntil: expect.any(String) });
    expect(await ask(origin, api.invitations.look, publicly({ body: { token } }))).toMatchObject({
      projectName: 'Inviting',
      email,
      roleKind: 'operator',
      invitedBy: 'Inviting Owner',
      takes: 'password',
    });
    const joined = await accept(token);
    expect(joined.status).toBe(200);
    expect(joined.body).toMatchObject({ name: 'Nina P.', hasPassword: true, memberships: [{ memberId: member.id }] });
    const cookie = joined.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const board = { params: shop.ids, headers: browserHeaders(cookie) };
    expect((await call(origin, api.board.get, board)).status).toBe(200);
    expect(await seat(shop, member.id)).toMatchObject({ state: 'active', name: 'Nina P.', invitedUntil: null });
    expect((await accept(token)).status).toBe(404);
    const again = { body: { email, password: 'a password of hers' } };
    expect((await call(origin, api.session.signIn, publicly(again))).status).toBe(200);
  });

  test('that waits lets nobody do anything, and grows too old after a week; a new link ends the old one', async () => {
    const shop = await createTenant(stand, 'Waiting');
    const { member, token } = await invite(shop);
    const again = await ask(origin, api.members.renewInvitation, {
      params: { ...shop.ids, memberId: member.id },
      headers: shop.owner,
    });
    const fresh = again.kind === 'ok' ? tokenIn(again.link.path) : '';
    expect((await accept(token)).status).toBe(404);
    clock.advance(8 * day);
    expect((await accept(fresh)).status).toBe(404);
    expect((await call(origin, api.invitations.look, publicly({ body: { token: fresh } }))).status).toBe(404);
    clock.advance(-8 * day);
    expect((await accept(fresh)).status).toBe(200);
  });

  test('that is revoked is over, and the seat that was made for it is gone', async () => {
    const shop = await createTenant(stand, 'Revoking');
    const { member, token, email } = await invite(shop);
    const which = { params: { ...shop.ids, memberId: member.id }, headers: shop.owner };
    expect(await ask(origin, api.members.revokeInvitation, which)).toEqual({ kind: 'ok' });
    expect((await accept(token)).status).toBe(404);
    expect(await seat(shop, member.id)).toBeUndefined();
    await invite(shop, email);
  });

  test('of who has an account takes his signing in: the link alone lets nobody be him (D31)', async () => {
    const [shop, other] = [await createTenant(stand, 'Second'), await createTenant(stand, 'First')];
    const { member, token } = await invite(shop, other.email);
    const look = await ask(origin, api.invitations.look, publicly({ body: { token } }));
    expect(look).toMatchObject({ takes: 'sign_in' });
    expect((await accept(token)).body).toMatchObject({ error: { details: { why: 'has_account' } } });
    const signIn = { body: { email: other.email, password } };
    expect((await call(origin, api.session.signIn, publicly(signIn))).status).toBe(200);

    const stranger = await createTenant(stand, 'Stranger');
    const join = (headers: Record<string, string>) => call(origin, api.invitations.join, { headers, body: { token } });
    expect((await join(stranger.owner)).body).toMatchObject({ error: { details: { why: 'other_user' } } });
    expect((await join(other.owner)).body).toMatchObject({
      memberships: expect.arrayContaining([expect.objectContaining({ memberId: member.id })]),
    });
    expect(await seat(shop, member.id)).toMatchObject({ state: 'active', name: 'First Owner' });
  });

  test('of who only ever signed in by links elsewhere does not let its holder set his password (D31)', async () => {
    const [shop, other] = [await createTenant(stand, 'Taker'), await createTenant(stand, 'Linked')];
    await stand.db.sql`update users set password_hash = null where id = ${other.userId}`;
    const { token } = await invite(shop, other.email);
    expect((await accept(token)).body).toMatchObject({ error: { details: { why: 'has_account' } } });
    const [row] = await stand.db.sql`select password_hash from users where id = ${other.userId}`;
    expect(row?.password_hash).toBeNull();
  });

  test('opened twice at the same moment is taken once', async () => {
    const shop = await createTenant(stand, 'Racing');
    const { token } = await invite(shop);
    const answers = await Promise.all([accept(token, 'A'), accept(token, 'B'), accept(token, 'C')]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('keeps no token, and the log has none (D31)', async () => {
    const shop = await createTenant(stand, 'Secretive');
    const { token } = await invite(shop);
    const kept = await stand.db.sql`
      select payload::text as text from events where project_id = ${shop.projectId}
      union all select i::text from invitations i where project_id = ${shop.projectId}`;
    expect(kept.map((row) => row.text).join()).not.toContain(token);
  });
});

describe('D30: a link for who has forgotten his password', () => {
  const link = (tenant: Tenant, memberId: string, headers = tenant.owner) =>
    ask(origin, api.members.signInLink, { params: { ...tenant.ids, memberId }, headers });

  test('signs him in once', async () => {
    const shop = await createTenant(stand, 'Forgetful');
    const made = await link(shop, shop.ids.otherMemberId);
    const token = made.kind === 'ok' ? made.link.path.replace('/sign-in?token=', '') : '';
    const redeem = () => call(origin, api.session.redeemLink, publicly({ body: { token } }));
    expect((await redeem()).body).toMatchObject({ memberships: [{ memberId: shop.ids.otherMemberId }] });
    expect((await redeem()).status).toBe(401);
  });

  test('is made neither for the owner, nor for who may do more, nor for who is a member elsewhere', async () => {
    const shop = await createTenant(stand, 'Careful');
    expect(await link(shop, shop.memberId)).toMatchObject({ kind: 'refused', why: 'owner' });
    const modest = await addMember(stand, shop.projectId, {
      sections: { ...builtInRoles.operator.sections, members: 'edit', flows: 'none' },
      mayNot: [],
    });
    expect(await link(shop, shop.ids.otherMemberId, modest.headers)).toMatchObject({ why: 'exceeds_own' });
    const elsewhere = await createTenant(stand, 'Elsewhere');
    await stand.db.sql`
      update members set user_id = (select user_id from members where id = ${shop.ids.otherMemberId})
      where id = ${elsewhere.ids.otherMemberId}`;
    expect(await link(shop, shop.ids.otherMemberId)).toMatchObject({ kind: 'refused', why: 'elsewhere_too' });
  });
});

test('D30: roles say how many have them, and whether the caller may hand them out', async () => {
  const shop = await createTenant(stand, 'Counting');
  const list = (headers: Record<string, string>) => ask(origin, api.roles.list, { params: shop.ids, headers });
  const [owner, ...others] = await list(shop.owner);
  expect(owner).toMatchObject({ kind: 'owner', members: 1, grantable: false });
  expect(others.map(({ kind, members, grantable }) => ({ kind, members, grantable }))).toEqual([
    { kind: 'administrator', members: 0, grantable: true },
    { kind: 'editor', members: 0, grantable: true },
    { kind: 'operator', members: 2, grantable: true },
    { kind: 'custom', members: 1, grantable: true },
  ]);
  const modest = await addMember(stand, shop.projectId, builtInRoles.operator);
  const seen = await list(modest.headers);
  expect(seen.filter((role) => role.grantable).map((role) => role.kind)).toEqual(['operator', 'custom', 'custom']);
});
