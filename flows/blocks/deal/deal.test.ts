import { describe, expect, test } from 'vitest';
import { chatWith, sales } from '../../engine/chat-for-tests.ts';

const archive = { name: 'Repairs', stages: ['Asked', 'Fixed'] };
const run = async (...actions: string[]) => {
  const chat = chatWith(
    `
first: { deal: { actions: [${actions.join(', ')}] }, to: { next: bye, error: oops } }
oops: { message: { text: '{{ local.error }}' }, to: bye }
bye: end`,
    { pipelines: [sales, archive], members: ['Boris'] },
  );
  const said = await chat.say('/start');
  return { said, deals: chat.world.deals, steps: chat.last?.steps ?? [] };
};

describe('deal', () => {
  test('S16: does everything that a person can do with a deal', async () => {
    const { deals } = await run(
      '{ kind: accept, pipeline: Sales }',
      '{ kind: next_stage }',
      '{ kind: set_name, name: "For {{ contact.name }}" }',
      '{ kind: set_amount, amount: 100 * 15 }',
      '{ kind: set_description, description: Long }',
      '{ kind: assign, member: Boris }',
    );
    expect(deals).toMatchObject([
      { stage: 'Talks', name: 'For Anna', amount: 1500, description: 'Long', responsible: 'Boris' },
    ]);
  });

  test.each([
    ['{ kind: move, stage: Contract }', { stage: 'Contract', pipeline: 'Sales' }],
    ['{ kind: move, stage: fixed, pipeline: repairs }', { stage: 'Fixed', pipeline: 'Repairs' }],
    ['{ kind: win }', { status: 'won' }],
    ['{ kind: lose, reason: "Too dear for {{ contact.name }}" }', { status: 'lost', reason: 'Too dear for Anna' }],
    ['{ kind: archive, reason: Old }', { status: 'archived', reason: 'Old' }],
    ['{ kind: set_amount, amount: "\'1 500,50\'" }', { amount: 1500.5 }],
    ['{ kind: set_amount, amount: deal.nothing }', { amount: null }],
  ])('%s', async (action, expected) => {
    const { deals } = await run(action);
    expect(deals[0]).toMatchObject(expected);
  });

  test('D10: a new deal becomes the current one, and one can switch back', async () => {
    const { deals } = await run(
      '{ kind: move, stage: New }',
      '{ kind: create, name: Second, pipeline: Repairs }',
      '{ kind: set_amount, amount: 2 }',
      '{ kind: switch_current, pipeline: Sales }',
      '{ kind: set_amount, amount: 1 }',
    );
    expect(deals).toMatchObject([
      { amount: 1, stage: 'New' },
      { amount: 2, stage: 'Asked', name: 'Second' },
    ]);
  });

  test('D22: the first action that is refused stops the rest and takes the error port', async () => {
    const { said, deals, steps } = await run(
      '{ kind: set_amount, amount: 5 }',
      '{ kind: move, stage: Nowhere }',
      '{ kind: win }',
    );
    expect(said).toEqual(['There is no stage "Nowhere"']);
    expect(deals[0]).toMatchObject({ amount: 5, status: 'open' });
    expect(steps).toContainEqual({ kind: 'crm', action: 'deal.move', outcome: 'There is no stage "Nowhere"' });
  });

  test('an amount that is no number is refused', async () => {
    expect((await run('{ kind: set_amount, amount: contact.name }')).said).toEqual(['Not an amount: contact.name']);
  });
});
