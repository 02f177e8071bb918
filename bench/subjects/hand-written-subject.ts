import { join } from 'node:path';
import { build } from 'esbuild';
import type { Lead } from '../turns/script.ts';
import { startBotProcess } from './node-process.ts';
import type { Subject } from './subject.ts';

/** `bench/hand-written/bot.ts`, bundled so that it starts like any deployed bot, without a compiler in the process. */
export const handWritten: Subject = {
  name: 'hand-written',
  async start(place) {
    const bundle = join(place.scratchDir, 'hand-written.mjs');
    await build({
      entryPoints: ['bench/hand-written/bot.ts'],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      logLevel: 'error',
    });
    return startBotProcess([bundle], place, (_origin, port) => ({
      DATABASE_URL: place.databaseUrl,
      PORT: String(port),
      TELEGRAM_API_ROOT: place.telegramRoot,
      TOKEN: place.bot.token,
    }));
  },
  leads: (sql) => sql<Lead[]>`
    select contacts.name, contacts.phone, deals.stage
    from deals join contacts on contacts.id = deals.contact_id
    where contacts.name is not null and contacts.phone is not null`,
  async seed(sql, deals) {
    await sql`
      insert into contacts (telegram_id, name, phone)
      select -n, 'Seeded ' || n, '+7888' || lpad(n::text, 7, '0') from generate_series(1, ${deals}::int) n`;
    await sql`insert into deals (contact_id, stage) select id, 'New' from contacts where telegram_id < 0`;
    await sql`insert into sessions (key, value) select telegram_id::text, '{"step":"done"}' from contacts`;
    await sql`vacuum analyze`;
  },
};
