import { describe, expect, test } from 'vitest';
import type { FakeCustomer } from '../fakes/telegram/fake-telegram.ts';
import { leadFlow } from './lead-flow.ts';
import { openStand, type Shop, type Stand, saidTo } from './stand.ts';

const byWebhook = await openStand({ by: 'webhook' });
const byPolling = await openStand({ by: 'polling' });

describe.each([
  ['by webhook', byWebhook],
  ['by long polling', byPolling],
])('%s', (_, stand) => {
  test('S16, D25: a flow runs from /start to a deal that has moved', async () => {
    const shop = await stand.shop({ flow: leadFlow });
    const anna = shop.bot.customer({ first_name: 'Anna' });
    await talk(anna);
    await shop.settled();

    expect(saidTo(shop, anna)).toEqual([
      'Hello! What is your name?',
      'Your phone?',
      'What do you need?',
      'Thank you, Anna K. House, +79161234567.',
    ]);
    expect(await dealsOf(stand, shop)).toEqual([
      { stage: 'Talks', contact: 'Anna K', phone: '+79161234567', variables: { need: 'House' } },
    ]);
  });

  test('D25: who wrote before the bot was connected is answered by its flow', async () => {
    const early: FakeCustomer[] = [];
    const shop = await stand.shop({
      flow: leadFlow,
      before: (bot) => {
        early.push(...Array.from({ length: 5 }, () => bot.customer()));
        for (const customer of early) customer.start();
      },
    });
    await shop.settled();
    for (const customer of early) expect(saidTo(shop, customer)).toEqual(['Hello! What is your name?']);
  });

  test('D25: a press is acknowledged, so that the button stops spinning', async () => {
    const shop = await stand.shop({ flow: leadFlow });
    await talk(shop.bot.customer());
    await shop.settled();
    expect(shop.bot.calls('answerCallbackQuery')).toHaveLength(1);
  });

  test('D11: the deal tells who moved it, and every message is kept with its fate', async () => {
    const shop = await stand.shop({ flow: leadFlow });
    await talk(shop.bot.customer());
    await shop.settled();
    const [moved] = await stand.sql`
      select actor, payload from events where project_id = ${shop.projectId} and kind = 'deal.moved'`;
    expect(moved?.actor).toMatchObject({ kind: 'flow', flowName: 'Flow 1', blockId: 'move' });
    expect(moved?.payload).toMatchObject({ from: { stageName: 'New' }, to: { stageName: 'Talks' } });
    const messages = await stand.sql`
      select direction, status, count(*)::int as count from messages where project_id = ${shop.projectId}
      group by 1, 2 order by 1`;
    expect(messages).toEqual([
      { direction: 'in', status: 'received', count: 4 },
      { direction: 'out', status: 'sent', count: 4 },
    ]);
  });
});

async function talk(customer: FakeCustomer): Promise<void> {
  customer.start();
  await customer.nextReply(15_000);
  customer.say('Anna K');
  await customer.nextReply(15_000);
  customer.say('+79161234567');
  customer.press('House', await customer.nextReply(15_000));
  await customer.nextReply(15_000);
}

function dealsOf(stand: Stand, { projectId }: Shop) {
  return stand.sql`
    select s.name as stage, c.name as contact, c.phone, d.variables from deals d
    join contacts c on c.id = d.contact_id left join stages s on s.id = d.stage_id
    where d.project_id = ${projectId}`;
}
