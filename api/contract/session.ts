import { z } from 'zod';
import { operation } from './operation.ts';
import { empty, idOf, permissions, shortText } from './values.ts';

export const membership = z.object({
  projectId: idOf('project'),
  projectName: z.string(),
  demo: z.boolean(),
  /** The project's own language. */
  locale: z.enum(['ru', 'en']),
  memberId: idOf('member'),
  roleName: z.string(),
  permissions,
});

export const me = z.object({
  userId: idOf('user'),
  name: z.string(),
  email: z.string(),
  hasPassword: z.boolean(),
  memberships: z.array(membership),
});
export type Me = z.infer<typeof me>;
export type Membership = z.infer<typeof membership>;

export const session = {
  signIn: operation({
    name: 'session.signIn',
    method: 'POST',
    path: '/session',
    summary: 'Signs in by e-mail and password; sets the session cookie.',
    access: { kind: 'public' },
    body: z.strictObject({ email: z.email().max(200), password: z.string().min(1).max(200) }),
    response: me,
  }),
  redeemLink: operation({
    name: 'session.redeemLink',
    method: 'POST',
    path: '/session/link',
    summary: 'Signs in by a one-time link token; sets the session cookie.',
    access: { kind: 'public' },
    body: z.strictObject({ token: z.string().min(20).max(200) }),
    response: me,
  }),
  me: operation({
    name: 'session.me',
    method: 'GET',
    path: '/session',
    summary: 'The signed-in user and his projects.',
    access: { kind: 'user' },
    response: me,
  }),
  signOut: operation({
    name: 'session.signOut',
    method: 'DELETE',
    path: '/session',
    summary: 'Ends this session.',
    access: { kind: 'user' },
    response: empty,
  }),
  changeProfile: operation({
    name: 'session.changeProfile',
    method: 'PATCH',
    path: '/session/profile',
    summary: 'Changes own name or password.',
    access: { kind: 'user' },
    body: z.strictObject({ name: shortText.optional(), password: z.string().min(10).max(200).optional() }),
    response: me,
  }),
};
