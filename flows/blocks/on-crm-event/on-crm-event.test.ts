import { describe, expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';

const place = (stageName: string, pipelineName = 'Sales') => ({
  pipelineId: `pip_${pipelineName}`,
  pipelineName,
  stageId: `stg_${stageName}`,
  stageName,
});
const moved = (from: string, to: string) => ({ from: place(from), to: place(to) });
const chat = (settings: string) =>
  chatWith(`
event: { on-crm-event: ${settings}, to: told }
first: { question: { text: Name? }, to: thanks }
thanks: { message: { text: 'Thanks, {{ local.answer }}' }, to: bye }
told: { message: { text: 'Now on {{ local.event.to.stageName }}' }, to: bye }
bye: end`);

describe('CRM event', () => {
  test.each([
    ['{ event: deal.moved }', true],
    ['{ event: deal.moved, stage: contract }', true],
    ['{ event: deal.moved, stage: stg_Contract, pipeline: Sales }', true],
    ['{ event: deal.moved, from: New }', true],
    ['{ event: deal.moved, stage: New }', false],
    ['{ event: deal.moved, from: Contract }', false],
    ['{ event: deal.moved, pipeline: Repairs }', false],
    ['{ event: deal.won }', false],
  ])('%s hears a move from New to Contract: %s', async (settings, hears) => {
    const said = await chat(settings).crm('deal.moved', moved('New', 'Contract'));
    expect(said).toEqual(hears ? ['Now on Contract'] : []);
  });

  test('D1: a deal that was won is found by the stage that it came from', async () => {
    const said = await chat('{ event: deal.won, stage: Contract }').crm('deal.won', { from: place('Contract') });
    expect(said).toHaveLength(1);
  });

  test('the customer, who did nothing, keeps his place', async () => {
    const talking = chat('{ event: deal.moved }');
    await talking.say('/start');
    expect(await talking.crm('deal.moved', moved('New', 'Contract'))).toEqual(['Now on Contract']);
    expect(await talking.say('Anna')).toEqual(['Thanks, Anna']);
  });

  test.each([[{}], [{ to: 1, from: 'x' }], [{ to: null }]])(
    'a payload of another shape (%j) fits no stage',
    async (payload) => {
      expect(await chat('{ event: deal.moved, stage: New }').crm('deal.moved', payload)).toEqual([]);
    },
  );
});
