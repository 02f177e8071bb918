import { describe, expect, test } from 'vitest';
import { acceptDeal } from '../../crm-core/deals/accept-deal.ts';
import { deleteDeal } from '../../crm-core/deals/delete-deal.ts';
import { moveDeal } from '../../crm-core/deals/move-deal.ts';
import { winDeal } from '../../crm-core/deals/win-deal.ts';
import { changeSettings } from '../../crm-core/projects/change-settings.ts';
import { leadFlow } from './lead-flow.ts';
import { dealsOf, stageNamed, theDeal } from './records.ts';
import { openStand, type Shop, theOne } from './stand.ts';

const stand = await openStand({ by: 'webhook' });
const greeting = 'start: { on-message: { match: { kind: any } }, to: hello }\nhello: { message: { text: Hello } }';

describe('where a lead goes', () => {
  test('S7: with "accept leads on the first stage" a card is on the first stage at once', async () => {
    const shop = await stand.shop({ flow: greeting });
    await write(shop);
    expect(await theDeal(stand, shop)).toMatchObject({ stage: 'New', status: 'open', unsorted: null });
  });

  test('S8 a, M1: with the setting off it is in Unsorted, and says that the setting is off', async () => {
    const shop = await stand.shop({ flow: greeting, intake: { acceptOnFirstStage: false } });
    await write(shop);
    expect(await theDeal(stand, shop)).toMatchObject({ stage: null, unsorted: { kind: 'setting_off' } });
  });

  test('S8 b, M1: without a pipeline it is in Unsorted, and says so', async () => {
    const shop = await stand.shop({ flow: greeting, pipelines: [] });
    await write(shop);
    expect(await theDeal(stand, shop)).toMatchObject({ stage: null, unsorted: { kind: 'no_pipeline' } });
  });

  test('S8 b, M1: the chosen pipeline without a stage counts as none, and is named', async () => {
    const empty = { name: 'Empty', currency: 'RUB' };
    const full = { name: 'Full', currency: 'RUB', stages: ['New'] };
    const shop = await stand.shop({
      flow: greeting,
      pipelines: [full, empty],
      intake: { acceptOnFirstStage: true, pipeline: 'Empty' },
    });
    await write(shop);
    const [pipeline] = await stand.sql`
      select id from pipelines where project_id = ${shop.projectId} and name = 'Empty'`;
    expect(await theDeal(stand, shop)).toMatchObject({
      stage: null,
      unsorted: { kind: 'no_pipeline', pipelineId: pipeline?.id },
    });
  });

  test('S8 c, M1: while the block that moves it is not reached it names that block, and the block takes it out', async () => {
    const shop = await stand.shop({ flow: leadFlow, intake: { acceptOnFirstStage: false } });
    const anna = shop.bot.customer();
    anna.start();
    await shop.settled();
    expect(await theDeal(stand, shop)).toMatchObject({
      stage: null,
      unsorted: { kind: 'block_not_reached', flowName: 'Flow 1', blockId: 'move' },
    });

    anna.say('Anna');
    await shop.settled();
    anna.say('+79161234567');
    await shop.settled();
    anna.press('Flat');
    await shop.settled();
    expect(await theDeal(stand, shop)).toMatchObject({ stage: 'Talks', unsorted: null });
  });
});

describe('Unsorted', () => {
  test('S10, D7: a deal is not moved out of it, but accepted; the flow goes on with it there', async () => {
    const shop = await stand.shop({ flow: greeting, intake: { acceptOnFirstStage: false } });
    await write(shop);
    const { id: dealId } = await theDeal(stand, shop);
    const stageId = await stageNamed(stand, shop, 'Talks');

    const moved = await shop.run((work) => moveDeal(work, { dealId, stageId }));
    expect(moved).toMatchObject({ kind: 'refused', why: 'unsorted' });
    expect(await theDeal(stand, shop)).toMatchObject({ stage: null });

    const accepted = await shop.run((work) => acceptDeal(work, { dealId, stageId }));
    expect(accepted.kind).toBe('ok');
    expect(await theDeal(stand, shop)).toMatchObject({ stage: 'Talks', unsorted: null });
  });

  test('S11, D9: a deal can be deleted from it, and the customer’s next message makes a new one', async () => {
    const shop = await stand.shop({ flow: greeting, intake: { acceptOnFirstStage: false } });
    const anna = await write(shop);
    const { id: dealId } = await theDeal(stand, shop);
    await shop.run((work) => deleteDeal(work, { dealId }));
    expect(await dealsOf(stand, shop)).toEqual([]);

    anna.say('Hello again');
    await shop.settled();
    expect((await theDeal(stand, shop)).id).not.toBe(dealId);
  });

  test('S9: every pipeline shows the same Unsorted, that of the whole project', async () => {
    const pipelines = ['North', 'South'].map((name) => ({ name, currency: 'RUB', stages: ['New'] }));
    const shop = await stand.shop({ flow: greeting, pipelines, intake: { acceptOnFirstStage: false } });
    await write(shop);
    await write(shop);
    const deals = (await dealsOf(stand, shop)).map((deal) => deal.id).sort();
    expect(deals).toHaveLength(2);
    const boards = await stand.sql<{ id: string }[]>`select id from pipelines where project_id = ${shop.projectId}`;
    for (const { id } of boards) expect((await unsortedOf(shop, id)).sort()).toEqual(deals);
  });
});

describe('D9: one deal for one wish', () => {
  test('two first messages at once, each delivered three times, make exactly one deal', async () => {
    const shop = await stand.shop({ flow: greeting });
    shop.bot.delivery.copies = 3;
    const anna = shop.bot.customer();
    anna.say('Hello');
    anna.say('Are you there?');
    await shop.settled();
    expect(await dealsOf(stand, shop)).toHaveLength(1);
    expect(await countOf('contacts', shop)).toBe(1);
  });

  test('a returning customer whose deals are all closed gets a new one', async () => {
    const shop = await stand.shop({ flow: greeting });
    const anna = await write(shop);
    const { id: dealId } = await theDeal(stand, shop);
    await shop.run((work) => winDeal(work, { dealId }));
    anna.say('I would like another one');
    await shop.settled();
    expect((await dealsOf(stand, shop)).map((deal) => deal.status)).toEqual(['won', 'open']);
  });

  test('unless the project’s switch says otherwise', async () => {
    const shop = await stand.shop({ flow: greeting });
    const anna = await write(shop);
    const { id: dealId } = await theDeal(stand, shop);
    await shop.run((work) => winDeal(work, { dealId }));
    await shop.run((work) => changeSettings(work, { settings: { newDealForReturning: false } }));
    anna.say('Thank you');
    await shop.settled();
    expect((await dealsOf(stand, shop)).map((deal) => deal.status)).toEqual(['won']);
  });

  test('imported history is kept and makes no deal', async () => {
    const shop = await stand.shop({ flow: greeting });
    const sender = { externalId: '700', name: 'Anna' };
    await stand.house().receiver.receive(shop.channelId, [
      {
        chatKey: '700',
        key: 'history-1',
        order: 1,
        event: { kind: 'message', providerId: '1', body: { kind: 'text', text: 'Long ago' }, sender, live: false },
      },
    ]);
    await shop.settled();
    expect(await countOf('messages', shop)).toBe(1);
    expect(await dealsOf(stand, shop)).toEqual([]);
  });
});

describe('D16: what a phone is worth', () => {
  test('a contact that the customer shares as his own attests his phone', async () => {
    const shop = await stand.shop({ flow: leadFlow });
    const anna = shop.bot.customer({ first_name: 'Anna' });
    anna.start();
    await shop.settled();
    anna.say('Anna');
    await shop.settled();
    anna.shareContact('79161234567');
    await shop.settled();
    expect(await phonesOf(shop)).toEqual({ attested: '+79161234567', known: '+79161234567' });
  });

  test('somebody else’s card and a typed number attest nothing', async () => {
    const shop = await stand.shop({ flow: greeting });
    const anna = shop.bot.customer();
    anna.shareContact('+79160000001', 42);
    anna.shareContact('+79160000002', null);
    anna.say('+79160000003');
    await shop.settled();
    expect(await phonesOf(shop)).toEqual({ attested: null, known: null });
  });
});

async function write(shop: Shop) {
  const customer = shop.bot.customer();
  customer.say('Hello');
  await shop.settled();
  return customer;
}

async function countOf(table: string, { projectId }: Shop): Promise<number> {
  const { sql } = stand;
  const [row] = await sql`select count(*)::int as count from ${sql(table)} where project_id = ${projectId}`;
  return row?.count;
}

async function phonesOf({ projectId }: Shop) {
  const [row] = await stand.sql`
    select i.phone as attested, c.phone as known from identities i join contacts c on c.id = i.contact_id
    where i.project_id = ${projectId}`;
  return row;
}

async function unsortedOf({ projectId, apiKey }: Shop, pipelineId: string): Promise<string[]> {
  const response = await fetch(`${stand.origin}/api/projects/${projectId}/board/${pipelineId}`, {
    headers: { authorization: `Bearer ${apiKey}` },
  });
  const { columns } = (await response.json()) as { columns: { key: string; cards: { id: string }[] }[] };
  return theOne(columns.find(({ key }) => key === 'unsorted')).cards.map((card) => card.id);
}
