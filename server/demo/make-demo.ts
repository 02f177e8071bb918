import { inArray } from 'drizzle-orm';
import { commitWorks } from '../../crm-core/work/commit-work.ts';
import type { Core } from '../../crm-core/work/run-work.ts';
import type { Work } from '../../crm-core/work/work.ts';
import { projects, users } from '../../drizzle/schema/index.ts';
import { FlowVersions } from '../../flows/runtime/flow-versions.ts';
import { newId, type UserId } from '../../kernel/ids.ts';
import { log } from '../../kernel/log.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import type { Demo } from './demo.ts';
import { englishDemo } from './english-demo.ts';
import { readPastNotices } from './past-notices.ts';
import { russianDemo } from './russian-demo.ts';
import { runtimeOf, type Scene } from './scene.ts';
import { setUpDemo, type User } from './set-up-demo.ts';
import { Telling, tellUntil } from './telling.ts';

const demos: readonly Demo[] = [russianDemo, englishDemo];

/** The projects are older than the first customer. */
const age = 50 * 24 * 60 * 60_000;

/**
 * Two projects to look around in, with a past: on the very first start there is something to see. Both are committed in
 * one statement, so a start that is cut off leaves none; processes that start together take turns. Returns the owner.
 */
export async function makeDemo(deps: { core: Core; secrets: SecretBox }): Promise<UserId> {
  const { db } = deps.core;
  return db.sql.begin(async (lock) => {
    await lock`select pg_advisory_xact_lock(7236813)`;
    const seats = await makeUsers(deps.core);
    const [any] = await db.orm.select({ id: projects.id }).from(projects).limit(1);
    if (!any) await makeProjects(deps, seats);
    return ownerOf(seats);
  });
}

async function makeProjects({ core, secrets }: { core: Core; secrets: SecretBox }, seats: User[]): Promise<void> {
  const begun = performance.now();
  const works: Work[] = [];
  for (const demo of demos) works.push(...(await pastOf(core, secrets, demo, seats)));
  await commitWorks(core.db, works);
  log.info({ projects: demos.length, ms: Math.round(performance.now() - begun) }, 'the demo projects were made');
}

/** Members of the demos have no passwords: nobody signs in as them. */
async function makeUsers({ db, clock }: Core): Promise<User[]> {
  const createdAt = clock.now();
  const people = demos.flatMap(({ file }) => file.members);
  const rows = people.map(({ email, name }) => ({ id: newId('user'), email, name, passwordHash: null, createdAt }));
  await db.orm.insert(users).values(rows).onConflictDoNothing();
  return db.orm
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(
      inArray(
        users.email,
        rows.map(({ email }) => email),
      ),
    );
}

function ownerOf(seats: readonly User[]): UserId {
  const email = demos[0]?.file.members[0]?.email;
  const owner = seats.find((user) => user.email === email);
  if (!owner) throw new Error('the demo has no owner');
  return owner.id;
}

/** The project as it was set up, and all that has happened in it since. */
async function pastOf(core: Core, secrets: SecretBox, demo: Demo, seats: readonly User[]): Promise<Work[]> {
  const now = core.clock.now();
  const opened = new Date(now.getTime() - age);
  const { work, config } = await setUpDemo({ db: core.db, secrets, now: opened, users: seats }, demo);
  const scene: Scene = { runtime: runtimeOf(core, new FlowVersions(core.db)), config, now };
  const tellings: Telling[] = [];
  // Numbers below 100 are the phones in the page.
  for (const [index, story] of demo.stories.entries()) {
    tellings.push(new Telling(scene, story, demo.phoneOf(100 + index), tellings));
  }
  await tellUntil(tellings, now);
  const past = [...new Set(tellings.map((telling) => telling.work))];
  for (const one of past) readPastNotices(one, now);
  return [work, ...past];
}
