import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { changeDeal } from '../../crm-core/deals/change-deal.ts';
import { moveDeal } from '../../crm-core/deals/move-deal.ts';
import { builtInRoles, type Permissions } from '../../crm-core/members/permissions.ts';
import { asId } from '../../kernel/ids.ts';
import { api } from '../contract/api.ts';
import { type LiveChange, liveChange } from '../contract/live.ts';
import { ask } from '../testing/caller.ts';
import { startStand } from '../testing/stand.ts';
import { addMember, createKey, createTenant, dealOn, inProject, signedIn, type Tenant } from '../testing/tenant.ts';

const stopping = new AbortController();
const stand = await startStand({ liveHeartbeatMs: 30, stopping: stopping.signal });
const { origin } = stand;

let shop: Tenant;
beforeAll(async () => {
  shop = await createTenant(stand, 'Shop');
});

const open: Listening[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

interface Listening {
  /** The next change that is told. */
  next(): Promise<LiveChange>;
  /** Resolves when the server ends the stream. */
  ended: Promise<void>;
  close(): void;
  headers: Headers;
}

async function listen(headers: Record<string, string>, projectId: string = shop.projectId): Promise<Listening> {
  const aborting = new AbortController();
  const response = await fetch(`${origin}/api/projects/${projectId}/live`, { headers, signal: aborting.signal });
  if (response.status !== 200 || !response.body) throw new Error(`live answered ${response.status}`);
  const told: LiveChange[] = [];
  const waiting: ((change: LiveChange) => void)[] = [];
  const ended = read(response.body, (change) => {
    const next = waiting.shift();
    if (next) next(change);
    else told.push(change);
  });
  const next = () => {
    const known = told.shift();
    return known ? Promise.resolve(known) : new Promise<LiveChange>((resolve) => waiting.push(resolve));
  };
  const listening = { next, ended, close: () => aborting.abort(), headers: response.headers };
  open.push(listening);
  return listening;
}

async function read(stream: ReadableStream<Uint8Array>, tell: (change: LiveChange) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of stream) {
      const events = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        if (event.startsWith('data: ')) tell(liveChange.strict().parse(JSON.parse(event.slice(6))));
      }
    }
  } catch (error) {
    if (!(error instanceof Error && error.name === 'AbortError')) throw error;
  }
}

const move = (stageId: string | undefined, dealId: string | undefined = shop.ids.dealId) =>
  inProject(stand, shop.projectId, (work) =>
    moveDeal(work, { dealId: asId(dealId ?? ''), stageId: asId(stageId ?? '') }),
  );

test('D14: a move made anywhere is told to every open board of the project, and to no other', async () => {
  const other = await createTenant(stand, 'Other');
  const [one, two, stranger] = [
    await listen(shop.owner),
    await listen(shop.owner),
    await listen(other.owner, other.projectId),
  ];
  await ask(origin, api.deals.move, {
    params: shop.ids,
    headers: shop.owner,
    body: { stageId: shop.ids.otherStageId },
  });
  expect(await one.next()).toEqual({ deals: [shop.ids.dealId] });
  expect(await two.next()).toEqual({ deals: [shop.ids.dealId] });
  await inProject(stand, other.projectId, (work) =>
    changeDeal(work, { dealId: asId(other.ids.dealId), patch: { name: 'New' } }),
  );
  expect(await stranger.next()).toEqual({ deals: [other.ids.dealId] });
});

test('what changes beside a deal is told with the deals whose cards show it', async () => {
  const live = await listen(shop.owner);
  const task = await ask(origin, api.tasks.create, {
    params: shop.ids,
    headers: shop.owner,
    body: { title: 'Write', dealId: shop.ids.dealId },
  });
  expect(await live.next()).toEqual({ deals: [shop.ids.dealId], tasks: [task.id] });
  await ask(origin, api.conversations.markRead, { params: shop.ids, headers: shop.owner });
  expect(await live.next()).toEqual({ conversations: [shop.ids.conversationId], contacts: [shop.ids.contactId] });
  await ask(origin, api.projects.change, { params: shop.ids, headers: shop.owner, body: { name: 'Shop 2' } });
  expect(await live.next()).toEqual({ config: true });
  await ask(origin, api.deals.remove, {
    params: { ...shop.ids, dealId: shop.ids.unsortedDealId },
    headers: shop.owner,
  });
  expect(await live.next()).toEqual({ removedDeals: [shop.ids.unsortedDealId] });
});

test('the stream is neither cached nor held back on its way', async () => {
  const { headers } = await listen(shop.owner);
  expect(headers.get('content-type')).toBe('text/event-stream');
  expect(headers.get('cache-control')).toBe('no-cache, no-transform');
  expect(headers.get('x-accel-buffering')).toBe('no');
});

describe('D30: nobody hears of what he may not see', () => {
  const everything = builtInRoles.owner;

  test('who sees only his own deals hears of them alone, and of the one that was taken from him', async () => {
    const { memberId, headers } = await addMember(stand, shop.projectId, {
      ...everything,
      mayNot: ['see_others_deals'],
    });
    const live = await listen(headers);
    await move(shop.ids.stageId);
    const mine = await inProject(stand, shop.projectId, (work) =>
      dealOn(work, { name: 'Mine', stageId: asId(shop.ids.stageId), responsibleId: memberId }),
    );
    expect(await live.next()).toEqual({ deals: [mine.id] });
    await inProject(stand, shop.projectId, (work) =>
      changeDeal(work, { dealId: mine.id, patch: { responsibleId: null } }),
    );
    expect(await live.next()).toEqual({ deals: [mine.id] });
    await move(shop.ids.otherStageId, mine.id);
    await inProject(stand, shop.projectId, async (work) => work.touchConfig());
    expect(await live.next()).toEqual({ config: true });
  });

  test('sections that are closed are silent, and a bell rings for its owner only', async () => {
    const sections: Permissions['sections'] = {
      ...everything.sections,
      crm: 'none',
      tasks: 'none',
      inbox: 'none',
      contacts: 'none',
    };
    const { headers } = await createKey(stand, shop.projectId, { sections, mayNot: [] });
    const [live, owner] = [await listen(headers), await listen(shop.owner)];
    await inProject(stand, shop.projectId, async (work) => {
      await work.notifications.get(shop.ids.notificationId);
      work.notifications.update(shop.ids.notificationId, { text: 'Again' });
      await changeDeal(work, { dealId: asId(shop.ids.dealId), patch: { name: 'Quiet' } });
      work.touchConfig();
    });
    expect(await live.next()).toEqual({ config: true });
    expect(await owner.next()).toEqual({
      deals: [shop.ids.dealId],
      notifications: [shop.ids.notificationId],
      config: true,
    });
  });
});

describe('a stream does not outlive the right to listen', () => {
  test('D31: it ends with its session', async () => {
    const headers = await signedIn(stand, shop.userId);
    const live = await listen(headers);
    await ask(origin, api.session.signOut, { headers });
    await live.ended;
  });

  test('it ends when its key is revoked', async () => {
    const { apiKeyId, headers } = await createKey(stand, shop.projectId);
    const live = await listen(headers);
    await ask(origin, api.projects.revokeApiKey, { params: { ...shop.ids, apiKeyId }, headers: shop.owner });
    await live.ended;
  });

  test('strangers and members of other projects never hear anything', async () => {
    const other = await createTenant(stand, 'Outsider');
    const live = (headers: Record<string, string>) =>
      fetch(`${origin}/api/projects/${shop.projectId}/live`, { headers });
    expect((await live({})).status).toBe(401);
    expect((await live(other.owner)).status).toBe(404);
  });

  test('a browser gets so many streams and no more', async () => {
    const { headers } = await createKey(stand, shop.projectId);
    for (let n = 0; n < 20; n++) await listen(headers);
    await expect(listen(headers)).rejects.toThrow('429');
    for (const one of open.splice(0)) one.close();
  });

  test('all streams end when the server stops', async () => {
    const live = await listen(shop.owner);
    stopping.abort();
    await live.ended;
  });
});
