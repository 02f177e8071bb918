import postgres, { type Sql } from 'postgres';
import { Pool } from 'undici';
import { builtInRoles } from '../../crm-core/members/permissions.ts';
import { randomToken, tokenHash } from '../../kernel/secret-box.ts';
import { markdownTable, percentiles } from '../figures.ts';
import { type Bench, type Report, type Stand, withStand } from '../stand.ts';
import { seedVoronka } from '../subjects/seed-voronka.ts';
import { voronka } from '../subjects/voronka-subject.ts';
import { type BoardCall, type BoardPlace, boardCalls } from './board-calls.ts';

const warmUps = 10;
/** So often at least and at most; in between for as long as a call may take. */
const repeats = { least: 20, most: 200 };
const enoughMs = 8000;

interface CallFigures {
  call: string;
  deals: number;
  sql: { p50: number; p95: number };
  api: { p50: number; p95: number };
}

/** What the board's API costs beside the bare SQL for the same cards, on small and on large databases. */
export async function benchBoard(bench: Bench): Promise<Report> {
  const figures: CallFigures[] = [];
  for (const deals of bench.deals) {
    figures.push(...(await withStand(bench, voronka, (stand) => measureBoard(stand, deals))));
  }
  const head = ['call', 'deals', 'SQL p50 / p95 ms', 'API p50 / p95 ms', 'API : SQL at p50'];
  const rows = figures.map(({ call, deals, sql, api }) => [
    call,
    deals.toLocaleString('en'),
    `${sql.p50.toFixed(2)} / ${sql.p95.toFixed(2)}`,
    `${api.p50.toFixed(2)} / ${api.p95.toFixed(2)}`,
    (api.p50 / sql.p50).toFixed(2),
  ]);
  return { text: `## Board\n\n${markdownTable(head, rows)}`, figures };
}

async function measureBoard(stand: Stand, deals: number): Promise<CallFigures[]> {
  await seedVoronka(stand.database.sql, deals);
  const sql = plannedAlike(stand.database.url);
  const key = randomToken();
  const place = await boardPlace(sql, tokenHash(key));
  await addApiKey(sql, place);
  const http = new Pool(stand.process.origin, { connections: 1 });
  try {
    const figures: CallFigures[] = [];
    for (const call of boardCalls) figures.push({ deals, ...(await measureCall(call, { sql, http, key, place })) });
    return figures;
  } finally {
    await Promise.all([http.close(), sql.end()]);
  }
}

/** A bare connection that is told of disks and compilers what the product tells its own. */
function plannedAlike(url: string): Sql {
  return postgres(url, { max: 1, onnotice: () => {}, connection: { random_page_cost: '1.1', jit: 'off' } });
}

async function boardPlace(sql: Sql, keyHash: string): Promise<BoardPlace> {
  const [deal] = await sql<{ id: string; projectId: string; phoneEnd: string }[]>`
    select d.id, d.project_id as "projectId", right(c.phone, 7) as "phoneEnd" from deals d join contacts c on c.id = d.contact_id
    where d.stage_id = 'stg_0bench3' order by d.rank offset 5 limit 1`;
  if (!deal) throw new Error('Nothing was seeded');
  const { id: dealId, ...found } = deal;
  return { ...found, dealId, pipelineId: 'pip_0bench', stageId: 'stg_0bench3', keyHash };
}

async function addApiKey(sql: Sql, { projectId, keyHash }: BoardPlace): Promise<void> {
  await sql`
    insert into api_keys (id, project_id, name, key_hash, permissions, created_at)
    values ('key_0bench', ${projectId}, 'bench', ${keyHash}, ${sql.json({ ...builtInRoles.owner })}, now())`;
}

/** The two take turns call by call, so that whatever else the machine does hits both. */
async function measureCall(
  call: BoardCall,
  { sql, http, key, place }: { sql: Sql; http: Pool; key: string; place: BoardPlace },
): Promise<Omit<CallFigures, 'deals'>> {
  const bySql: number[] = [];
  const byApi: number[] = [];
  const beganAt = performance.now();
  const isEnough = (done: number) =>
    done >= repeats.most || (done >= repeats.least && performance.now() - beganAt > enoughMs);
  for (let i = 0; !isEnough(bySql.length); i++) {
    const sqlMs = await timed(() => call.sql(sql, place, i));
    const apiMs = await timed(() => request(http, key, call.http(place, i)));
    if (i < warmUps) continue;
    bySql.push(sqlMs);
    byApi.push(apiMs);
  }
  return { call: call.name, sql: percentiles(bySql), api: percentiles(byApi) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const beganAt = performance.now();
  await work();
  return performance.now() - beganAt;
}

async function request(http: Pool, key: string, call: { method: 'GET' | 'POST'; path: string; body?: object }) {
  const { statusCode, body } = await http.request({
    method: call.method,
    path: `/api${call.path}`,
    headers: { authorization: `Bearer ${key}`, ...(call.body && { 'content-type': 'application/json' }) },
    ...(call.body && { body: JSON.stringify(call.body) }),
  });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`${call.method} ${call.path}: ${statusCode} ${text.slice(0, 500)}`);
}
