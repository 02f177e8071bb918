import { z } from 'zod';
import { member, operation, withAlso } from './operation.ts';
import { me } from './session.ts';
import { idOf, permissions, projectParams, refusal, shortText, time } from './values.ts';

/** A seat in the project. `invited`: it waits for somebody to come with the link; until then he can do nothing. */
export const memberView = z.object({
  id: idOf('member'),
  name: z.string(),
  email: z.string(),
  roleId: idOf('role'),
  state: z.enum(['active', 'invited', 'deactivated']),
  /** When the invitation's link ends; null without one. It may be past: then it takes a new link. */
  invitedUntil: time.nullable(),
  since: time,
});
export type MemberView = z.infer<typeof memberView>;

export const roleView = z.object({
  id: idOf('role'),
  kind: z.enum(['owner', 'administrator', 'editor', 'operator', 'custom']),
  name: z.string(),
  permissions,
  /** How many seats have it, also those of members who have left. */
  members: z.int(),
  /** Whether the caller may give it to somebody, or change who has it: nobody gives more than he has himself. */
  grantable: z.boolean(),
});
export type RoleView = z.infer<typeof roleView>;

/** `path` is to be opened in the browser, below the address of the product: `/join?token=…`. It is shown only in this answer. */
const link = z.object({ path: z.string(), expiresAt: time });
export type MemberLink = z.infer<typeof link>;

const one = projectParams.extend({ memberId: idOf('member') });
const path = '/projects/:projectId/members/:memberId';
const ok = z.object({ kind: z.literal('ok') });
const changed = z.discriminatedUnion('kind', [ok.extend({ member: memberView }), refusal]);
const linked = z.discriminatedUnion('kind', [ok.extend({ member: memberView, link }), refusal]);

export const members = {
  list: operation({
    name: 'members.list',
    method: 'GET',
    path: '/projects/:projectId/members',
    summary: 'All seats of the project: members, invited ones, and those who have left.',
    access: member('members', 'view'),
    params: projectParams,
    response: z.array(memberView),
  }),
  invite: operation({
    name: 'members.invite',
    method: 'POST',
    path: '/projects/:projectId/members',
    summary:
      'Invites somebody by e-mail (PRODUCT D30). Nothing is sent: hand the link over. A new user sets a password with it; who has an account joins by signing in. Refused when the role may do more than the own one.',
    access: member('members', 'edit'),
    params: projectParams,
    body: z.strictObject({ email: z.email().max(200), name: shortText, roleId: idOf('role') }),
    response: linked,
  }),
  renewInvitation: operation({
    name: 'members.renewInvitation',
    method: 'POST',
    path: `${path}/invitation`,
    summary: 'A new link for an invitation; the old one ends.',
    access: member('members', 'edit'),
    params: one,
    body: z.strictObject({}),
    response: linked,
  }),
  revokeInvitation: operation({
    name: 'members.revokeInvitation',
    method: 'DELETE',
    path: `${path}/invitation`,
    summary: 'Ends an invitation.',
    access: member('members', 'edit'),
    params: one,
    response: z.discriminatedUnion('kind', [ok, refusal]),
  }),
  change: operation({
    name: 'members.change',
    method: 'PATCH',
    path,
    summary:
      'Gives a member another role. Refused for the owner, for oneself, and where a role may do more than the own.',
    access: member('members', 'edit'),
    params: one,
    body: z.strictObject({ roleId: idOf('role') }),
    response: changed,
  }),
  deactivate: operation({
    name: 'members.deactivate',
    method: 'POST',
    path: `${path}/deactivate`,
    summary: 'Takes the seat away at once. Deals and tasks keep his name; see `members.handOver`.',
    access: member('members', 'edit'),
    params: one,
    body: z.strictObject({}),
    response: changed,
  }),
  reactivate: operation({
    name: 'members.reactivate',
    method: 'POST',
    path: `${path}/reactivate`,
    summary: 'Gives the seat back, with the role that he had.',
    access: member('members', 'edit'),
    params: one,
    body: z.strictObject({}),
    response: changed,
  }),
  holdings: operation({
    name: 'members.holdings',
    method: 'GET',
    path: `${path}/holdings`,
    summary: 'How many open deals, open tasks and contacts are his.',
    access: member('members', 'edit'),
    params: one,
    response: z.object({ deals: z.int(), tasks: z.int(), contacts: z.int() }),
  }),
  handOver: operation({
    name: 'members.handOver',
    method: 'POST',
    path: `${path}/hand-over`,
    summary:
      'Gives his open deals, open tasks and contacts to another member. `more`: there was too much for one call, ask again.',
    access: withAlso(
      member('members', 'edit', 'see_others_deals'),
      ['crm', 'edit'],
      ['tasks', 'edit'],
      ['contacts', 'edit'],
    ),
    params: one,
    body: z.strictObject({ toMemberId: idOf('member') }),
    response: z.object({ deals: z.int(), tasks: z.int(), contacts: z.int(), more: z.boolean() }),
  }),
  signInLink: operation({
    name: 'members.signInLink',
    method: 'POST',
    path: `${path}/sign-in-link`,
    summary:
      'A link that signs the member in once, for who has forgotten his password. Refused for the owner, for roles beyond the own, and for who is a member of other projects too.',
    access: member('members', 'edit'),
    params: one,
    body: z.strictObject({}),
    response: linked,
  }),
};

const oneRole = projectParams.extend({ roleId: idOf('role') });

export const roles = {
  list: operation({
    name: 'roles.list',
    method: 'GET',
    path: '/projects/:projectId/roles',
    summary: 'Roles with what they may do: the built-in ones first (PRODUCT S17, D30).',
    access: member('members', 'view'),
    params: projectParams,
    response: z.array(roleView),
  }),
  create: operation({
    name: 'roles.create',
    method: 'POST',
    path: '/projects/:projectId/roles',
    summary: 'Makes a role. Refused when it may do more than the own one.',
    access: member('members', 'edit'),
    params: projectParams,
    body: z.strictObject({ name: shortText, permissions }),
    response: z.discriminatedUnion('kind', [ok.extend({ role: roleView }), refusal]),
  }),
  change: operation({
    name: 'roles.change',
    method: 'PATCH',
    path: '/projects/:projectId/roles/:roleId',
    summary:
      'Renames a role or changes what it may do; it counts with the next request of its members. Built-in ones stay.',
    access: member('members', 'edit'),
    params: oneRole,
    body: z.strictObject({ name: shortText.optional(), permissions: permissions.optional() }),
    response: z.discriminatedUnion('kind', [ok.extend({ role: roleView }), refusal]),
  }),
  remove: operation({
    name: 'roles.remove',
    method: 'DELETE',
    path: '/projects/:projectId/roles/:roleId',
    summary: 'Deletes a role. One that members have goes only with `targetRoleId`, which they get instead.',
    access: member('members', 'edit'),
    params: oneRole,
    query: z.strictObject({ targetRoleId: idOf('role').optional() }),
    response: z.discriminatedUnion('kind', [ok, refusal]),
  }),
};

const token = z.string().min(20).max(200);

export const invitations = {
  look: operation({
    name: 'invitations.look',
    method: 'POST',
    path: '/invitations/look',
    summary: 'What the link is for: which project, as whom, and what it takes to join. Not found when it is over.',
    access: { kind: 'public' },
    body: z.strictObject({ token }),
    response: z.object({
      projectName: z.string(),
      locale: z.enum(['ru', 'en']),
      name: z.string(),
      email: z.string(),
      roleKind: roleView.shape.kind,
      roleName: z.string(),
      invitedBy: z.string(),
      expiresAt: time,
      /** `password`: a new user sets one. `sign_in`: he has an account and joins with it. */
      takes: z.enum(['password', 'sign_in']),
    }),
  }),
  accept: operation({
    name: 'invitations.accept',
    method: 'POST',
    path: '/invitations/accept',
    summary: 'A new user takes his seat: sets his name and password and is signed in.',
    access: { kind: 'public' },
    body: z.strictObject({ token, name: shortText, password: z.string().min(10).max(200) }),
    response: me,
  }),
  join: operation({
    name: 'invitations.join',
    method: 'POST',
    path: '/invitations/join',
    summary: 'Who is signed in takes the seat that his e-mail was invited to.',
    access: { kind: 'user' },
    body: z.strictObject({ token }),
    response: me,
  }),
};
