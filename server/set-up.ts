import { createSignInLink } from '../api/auth/sessions.ts';
import type { Database } from '../drizzle/client.ts';
import { members, projects } from '../drizzle/schema/index.ts';
import type { UserId } from '../kernel/ids.ts';
import { makeDemo } from './demo/make-demo.ts';
import type { House } from './house.ts';
import { applyProvision } from './provision/apply-provision.ts';
import { readProvisionFile } from './provision/provision-file.ts';

/**
 * What a start does before the doors count as open: the set-up file, or on the very first start the demo projects. Returns
 * what to tell the person at the terminal; processes that serve no pages tell nothing.
 */
export async function setUp(house: House, address: string): Promise<string | undefined> {
  const { core, secrets, config } = house;
  const ownerUserId = config.provision
    ? (await applyProvision({ core, secrets }, readProvisionFile(config.provision, process.env))).ownerUserId
    : await demoOnFirstStart(house);
  if (!config.roles.has('web') || !ownerUserId) return `\n  Voronka is ready: ${address}\n\n`;
  const token = await createSignInLink(core.db, ownerUserId);
  return `\n  Voronka is ready. Sign in (once, within a day):\n\n  ${address}/sign-in?token=${token}\n\n`;
}

async function demoOnFirstStart({ core, secrets, config }: House) {
  if (!config.roles.has('web')) return undefined;
  const [any] = await core.db.orm.select({ id: projects.id }).from(projects).limit(1);
  return any ? firstOwner(core.db) : makeDemo({ core, secrets });
}

/** Whoever was first: a restart gives him a fresh link. */
async function firstOwner(db: Database): Promise<UserId | undefined> {
  const [row] = await db.orm.select({ userId: members.userId }).from(members).orderBy(members.id).limit(1);
  return row?.userId;
}
