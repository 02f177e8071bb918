import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { ConfigCache } from '../../crm-core/config/load-config.ts';
import type { Core } from '../../crm-core/work/run-work.ts';
import { type Database, openDatabase } from '../../drizzle/client.ts';
import { handClock } from '../../kernel/clock.ts';
import { secretBox } from '../../kernel/secret-box.ts';
import { inProcessBus } from '../../queue/in-process/in-process-bus.ts';
import { freshDatabase } from '../../test/fresh-database.ts';
import type { ApiDeps } from '../api-deps.ts';
import { createApi } from '../app.ts';
import { publishLive } from '../live/live-news.ts';
import { fakePhones } from './fake-phones.ts';

export interface Stand {
  /** Of the listening server, without a slash at the end. */
  origin: string;
  db: Database;
  core: Core;
  clock: ReturnType<typeof handClock>;
  deps: ApiDeps;
}

/** The API on a real database behind a real server, for one test file. */
export async function startStand(change: Partial<ApiDeps> = {}): Promise<Stand> {
  const { url } = await freshDatabase();
  const db = openDatabase(url, { connections: 4 });
  const clock = handClock();
  const bus = inProcessBus();
  const core: Core = {
    db,
    clock,
    configs: new ConfigCache(db),
    async beforeCommit() {},
    committed: (works) => publishLive(bus, works),
  };
  const deps: ApiDeps = {
    core,
    bus,
    secrets: secretBox('a secret key that only the tests know'),
    connectTelegramCheck: async (token) =>
      token.startsWith('1:')
        ? { ok: true, username: 'shop_bot' }
        : { ok: false, why: 'Telegram does not know this token.' },
    phones: fakePhones(db),
    version: '0.0.0-test',
    ...change,
  };
  const server = createServer(createApi(deps));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await bus.close();
    await db.close();
  });
  // The border: a listening TCP server has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, db, core, clock, deps };
}
