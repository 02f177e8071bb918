import { describe, expect, test } from 'vitest';
import { publishFlow } from '../../crm-core/flows/publish-flow.ts';
import { flowFromText } from '../../flows/graph/flow-text.ts';
import type { FlowId } from '../../kernel/ids.ts';
import { flowText, openStand, type Shop, saidTo, theOne } from './stand.ts';

const stand = await openStand({ by: 'webhook' });

const flow = (word: string) => `
start: { on-message: { match: { kind: exact, alternatives: [/start] }, interrupts: true }, to: ask }
ask: { question: { text: 'Name? (${word})', save: contact.name }, to: menu }
menu: { message: { text: 'Menu (${word})', buttons: [{ id: go, label: Go }], reusable: true }, to: { go: bye } }
bye: { message: { text: 'Bye (${word})' } }
`;

describe('D24: publishing', () => {
  test('who is on the way keeps the version that he began with, who starts anew gets the new one', async () => {
    const shop = await stand.shop({ flow: flow('old') });
    const anna = shop.bot.customer();
    anna.start();
    await anna.nextReply(15_000);
    await publish(shop, flow('new'));

    anna.say('Anna');
    await shop.settled();
    const boris = shop.bot.customer();
    boris.start();
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['Name? (old)', 'Menu (old)']);
    expect(saidTo(shop, boris)).toEqual(['Name? (new)']);

    anna.start();
    await shop.settled();
    expect(saidTo(shop, anna).at(-1)).toBe('Name? (new)');
  });

  test('a button of the old version still leads where it led', async () => {
    const shop = await stand.shop({ flow: flow('old') });
    const anna = shop.bot.customer();
    anna.start();
    await anna.nextReply(15_000);
    anna.say('Anna');
    const menu = await anna.nextReply(15_000);
    await publish(shop, flow('new'));
    anna.start();
    await anna.nextReply(15_000);
    anna.press('Go', menu);
    await shop.settled();
    expect(saidTo(shop, anna).at(-1)).toBe('Bye (old)');
  });

  test('a house that was closed and opened again goes on in the old version', async () => {
    const shop = await stand.shop({ flow: flow('old') });
    const anna = shop.bot.customer();
    anna.start();
    await anna.nextReply(15_000);
    await publish(shop, flow('new'));
    await stand.close();
    await stand.open();
    anna.say('Anna');
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['Name? (old)', 'Menu (old)']);
  });
});

async function publish(shop: Shop, blocks: string): Promise<void> {
  const document = flowFromText(flowText(blocks, 'Flow 1'));
  const [row] = await stand.sql<{ id: FlowId }[]>`select id from flows where project_id = ${shop.projectId}`;
  await shop.run((work) => publishFlow(work, { flowId: theOne(row).id, document }));
}
