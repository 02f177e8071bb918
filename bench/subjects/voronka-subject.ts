import { existsSync } from 'node:fs';
import type { Lead } from '../turns/script.ts';
import { startBotProcess } from './node-process.ts';
import { seedVoronka } from './seed-voronka.ts';
import type { Subject } from './subject.ts';

const program = 'dist/server/main.mjs';
/** As `npm start` and the Dockerfile have them. */
const startFlags = ['--max-semi-space-size=64'];

/** The product with everything on, one process, as `npm run build` made it. `bench/voronka.yaml` holds its flow. */
export const voronka: Subject = {
  name: 'voronka',
  async start(place) {
    if (!existsSync(program)) throw new Error(`${program} is missing: run "npm run build" first`);
    return startBotProcess([...startFlags, program], place, (origin, port) => ({
      DATABASE_URL: place.databaseUrl,
      PORT: String(port),
      PUBLIC_URL: origin,
      TELEGRAM_API_ROOT: place.telegramRoot,
      TELEGRAM_TOKEN: place.bot.token,
      PROVISION: 'bench/voronka.yaml',
      SECRET_KEY: 'a-key-of-the-bench-that-guards-nothing',
      LOG_LEVEL: 'warn',
    }));
  },
  leads: (sql) => sql<Lead[]>`
    select contacts.name, contacts.phone, stages.name as stage
    from deals
    join contacts on contacts.id = deals.contact_id
    left join stages on stages.id = deals.stage_id
    where contacts.phone is not null`,
  seed: seedVoronka,
};
