import { expect, test } from 'vitest';
import { api } from '../contract/api.ts';
import { ask } from '../testing/caller.ts';
import { startStand } from '../testing/stand.ts';
import { createTenant } from '../testing/tenant.ts';

const stand = await startStand();

test('M5: the checker knows the project’s fields, what other flows set, and what its channels can do', async () => {
  const shop = await createTenant(stand, 'Checked');
  const sending = { params: shop.ids, headers: shop.owner };
  await ask(stand.origin, api.fields.create, {
    ...sending,
    body: { entity: 'deal', name: 'Size', key: 'size', type: 'text' },
  });
  await ask(stand.origin, api.channels.createSimulator, { ...sending, body: { name: 'Bot', imitates: 'telegram' } });
  await ask(stand.origin, api.channels.createSimulator, { ...sending, body: { name: 'Number', imitates: 'whatsapp' } });
  const text = (name: string, block: string) =>
    `format: 1\nname: ${name}\nblocks:\n  start: { on-any-other: {}, to: a }\n  a: ${block}\n  z: { message: { text: Hi }, to: end }\n  end: end\n`;
  const put = async (name: string, block: string) => {
    const answer = await ask(stand.origin, api.flows.importText, { ...sending, body: { text: text(name, block) } });
    if (answer.kind !== 'ok') throw new Error(answer.message);
    return answer;
  };
  const reading = "{ message: { text: '{{ deal.size }} {{ deal.shade }}' }, to: z }";
  const codes = async (name: string, block: string) =>
    (await put(name, block)).problems.map(({ code, params }) => [code, params?.name ?? params?.channel]);
  expect(await codes('Reads', reading)).toEqual([['unset_variable', 'deal.shade']]);
  const { flow } = await put('Sets', "{ set: { variables: [{ variable: deal.shade, to: '1' }] }, to: z }");
  await ask(stand.origin, api.flows.publish, { ...sending, params: { ...shop.ids, flowId: flow.id } });
  expect(await codes('Reads too', reading)).toEqual([]);
  const long = 'A label that is a good deal longer than forty characters';
  expect(
    await codes('Buttons', `{ message: { text: Hi, buttons: [{ id: x, label: ${long} }] }, to: { x: z } }`),
  ).toEqual([['long_button', long]]);
  expect(await codes('Late', '{ wait: { for: 2d }, to: { next: z, message: z } }')).toEqual([
    ['window_closed', 'Phones'],
    ['window_closed', 'Number'],
  ]);
});
