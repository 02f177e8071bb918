import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SimulatedChat } from '../engine/simulated-chat.ts';
import { simulatedFlow } from '../engine/simulated-turn.ts';
import { checkFlow } from '../graph/check-flow.ts';
import { flowFromText } from '../graph/flow-text.ts';

const read = (name: string) => flowFromText(readFileSync(new URL(`${name}.yaml`, import.meta.url), 'utf8'));
const ru = { name: 'Продажи', stages: ['Новый лид', 'Квалификация', 'Предложение', 'Договор'] };
const en = { name: 'Sales', stages: ['New lead', 'Qualification', 'Proposal', 'Contract'] };
const bench = { name: 'Sales', stages: ['New', 'Qualified'] };
const minute = 60_000;

const russian = () =>
  new SimulatedChat({
    flows: [simulatedFlow(read('sales.ru'))],
    pipelines: [ru],
    facts: { locale: 'ru' },
    contact: { name: 'Анна' },
  });

describe('M5: the checker has nothing to say about', () => {
  test.each([
    ['sales.ru', ru],
    ['sales.en', en],
    ['bench', bench],
    ['request.ru', { name: '', stages: [] }],
    ['request.en', { name: '', stages: [] }],
    ['questions.ru', { name: '', stages: [] }],
    ['questions.en', { name: '', stages: [] }],
  ])('%s', (name, { name: pipeline, stages }) => {
    const pipelines = [{ id: 'pip', name: pipeline, stages: stages.map((stage) => ({ id: stage, name: stage })) }];
    expect(checkFlow(read(name), { pipelines, members: [], flows: [] })).toEqual([]);
  });
});

describe('the Russian sales flow', () => {
  test('S16: leads from the first hello to a booked visit, and the deal moves by itself', async () => {
    const chat = russian();
    expect((await chat.say('здравствуйте'))[0]).toContain('Здравствуйте, Анна!');
    const deal = () => chat.world.currentDeal;
    expect(deal()?.stage).toBeNull();

    expect(await chat.press('🏠 Ремонт квартиры')).toEqual([expect.stringContaining('площадь')]);
    expect(deal()?.stage).toBe('Новый лид');
    expect(await chat.say('примерно пятьдесят')).toEqual([expect.stringContaining('числом')]);
    expect(await chat.say('50')).toEqual([expect.stringContaining('бюджет')]);
    expect(await chat.say('сколько стоит?')).toEqual([expect.stringContaining('19 000')]);
    expect(await chat.say('1 500 000 руб')).toEqual(['Когда хотите начать?']);
    expect(await chat.say('1')).toEqual([expect.stringContaining('телефон')]);

    const offer = await chat.shareContact('+79123456789');
    expect(offer).toEqual([expect.stringContaining('855\u00a0000–1\u00a0093\u00a0000 ₽ за 50 м²')]);
    expect(deal()).toMatchObject({ stage: 'Квалификация', amount: 950_000, name: '🏠 Ремонт квартиры, 50 м²' });
    expect(chat.world.contactFields).toMatchObject({ phone: '+79123456789', tags: ['горячий'] });
    expect(chat.world.notices).toHaveLength(1);

    await chat.press('Записаться на замер');
    expect(await chat.say('20.01.2026')).toEqual([expect.stringContaining('20.01.2026 ✅')]);
    expect(deal()?.stage).toBe('Предложение');
    expect(chat.world.tasks).toMatchObject([{ title: 'Замер: Анна, 20.01', priority: 'high' }]);
    expect(chat.state.stack).toEqual([]);
    expect(chat.world.handOvers).toEqual([]);
  });

  test('reminds a silent customer, and picks up where he fell silent', async () => {
    const chat = russian();
    await chat.say('/start');
    await chat.press('✏️ Дизайн-проект');
    await chat.say('80');
    expect(await chat.pass(29 * minute)).toEqual([]);
    expect(await chat.pass(minute)).toEqual([expect.stringContaining('Вы здесь?')]);
    expect(await chat.press('Продолжим')).toEqual([expect.stringContaining('бюджет')]);
  });

  test('a customer who said nothing after hello is tagged the next day, within working hours', async () => {
    const chat = russian();
    await chat.say('/start');
    expect(await chat.pass(15 * minute)).toEqual([expect.stringContaining('Я на связи')]);
    await chat.pass(25 * 60 * minute);
    expect(chat.world.contactFields.tags).toEqual(['молчит']);
  });

  test('a link is heard as a link, and its payload is kept', async () => {
    const chat = russian();
    await chat.say('/start vk_spring', { payload: 'vk_spring', source: 'deep_link' });
    expect(chat.world.contactFields.source).toBe('vk_spring');
  });

  test.each(['позовите менеджера', 'Менеджер!', 'хочу поговорить с человеком'])(
    '"%s" reaches a human',
    async (words) => {
      const chat = russian();
      await chat.say('/start');
      await chat.press('🏠 Ремонт квартиры');
      expect(await chat.say(words)).toEqual([expect.stringContaining('Зову менеджера')]);
      expect(chat.world.handOvers).toEqual(['Анна просит менеджера: 🏠 Ремонт квартиры']);
      expect(chat.world.speaker).toBe('human');
    },
  );

  test('offers something simpler when the budget is small', async () => {
    const chat = russian();
    await chat.say('/start');
    await chat.press('🏠 Ремонт квартиры');
    for (const answer of ['60', '100000', '2']) await chat.say(answer);
    expect(await chat.say('8 912 345 67 89')).toEqual([expect.stringContaining('поэтапно')]);
  });

  test('a deal that a manager moved to "Договор" is told to the customer, who keeps his place', async () => {
    const chat = russian();
    await chat.say('/start');
    await chat.press('🏠 Ремонт квартиры');
    const to = { pipelineId: 'p', pipelineName: 'Продажи', stageId: 's', stageName: 'Договор' };
    expect(await chat.crm('deal.moved', { to })).toEqual([expect.stringContaining('Договор готов')]);
    expect(await chat.say('50')).toEqual([expect.stringContaining('бюджет')]);
  });
});

test('the English sales flow leads to a booked visit, too', async () => {
  const chat = new SimulatedChat({
    flows: [simulatedFlow(read('sales.en'))],
    pipelines: [en],
    facts: { country: 'US', timeZone: 'America/New_York' },
  });
  await chat.say('hi');
  await chat.press('✏️ Interior design');
  for (const answer of ['100', '$25,000', 'in 1-3 months']) await chat.say(answer);
  await chat.say('2');
  expect(await chat.say('+1 202 555 0147')).toEqual([expect.stringContaining('£5,400–6,900 for 100 m²')]);
  await chat.press('Book a visit');
  expect(await chat.say('2026-01-20')).toEqual([expect.stringContaining('20 January ✅')]);
  expect(chat.world.currentDeal).toMatchObject({ stage: 'Proposal', amount: 6000 });
});

test('the flow of the benchmark says what the hand-written bot says', async () => {
  const chat = new SimulatedChat({ flows: [simulatedFlow(read('bench'))], pipelines: [bench] });
  expect(await chat.say('/start')).toEqual(['Hello! What is your name?']);
  expect(await chat.say('Customer 7')).toEqual(['Nice to meet you, Customer 7. What is your phone number?']);
  expect(await chat.say('+79990000007')).toEqual(['Thank you. What are you looking for?']);
  expect(await chat.press('House')).toEqual(['Thank you, Customer 7! We will call +79990000007 about: House.']);
  expect(chat.world.currentDeal).toMatchObject({ stage: 'Qualified', variables: { need: 'House' } });
});
