import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { api } from '../../../api/contract/api.ts';
import type { DealCard } from '../../../api/contract/deals.ts';
import { call, keyHeaders } from '../../../api/testing/caller.ts';
import { card, cardsIn, column, columnNames, expectColumns, handle, polling } from '../board.ts';
import { turn } from '../controls.ts';
import { dragByTouch } from '../gestures.ts';
import { openPhones, phone } from '../phones.ts';
import type { Shop } from '../shop.ts';
import type { BrowserStand } from '../stand.ts';

/**
 * The page that the product started from, statement by statement, as a reader of it would try them: in a browser, in its own
 * language. Each title names the statement; what the rest of the product adds is in the other stories.
 */
export function seed(stand: BrowserStand): void {
  describe('the seed, statement by statement', () => {
    const open = (shop: Shop, path = shop.board) => stand.visit(path, { as: shop.olga, language: 'ru' });

    test('S1: a press on the pipeline’s name lists the pipelines and switches between them; the list ends with a new one', async () => {
      const shop = await stand.shop({ pipelines: [retail, wholesale] });
      const page = await open(shop);
      await page.getByRole('button', { name: 'Воронка: Розница. Выбрать другую' }).click();
      await expect
        .poll(() => page.getByRole('menuitem').allTextContents(), polling)
        .toEqual(['Розница', 'Опт', 'Создать воронку']);
      await page.getByRole('menuitem', { name: 'Опт' }).click();
      await page.getByRole('heading', { name: 'Опт' }).waitFor();
      await expect.poll(() => columnNames(page), polling).toContain('Договор');
    });

    test('S2: a new pipeline asks for a name and a currency and has no stages', async () => {
      const shop = await stand.shop({ pipelines: [retail] });
      const page = await open(shop);
      await page.getByRole('button', { name: /^Воронка: / }).click();
      await page.getByRole('menuitem', { name: 'Создать воронку' }).click();
      const form = page.getByRole('dialog', { name: 'Новая воронка' });
      await form.getByLabel('Название').fill('Филиал на Тверской');
      await form.getByRole('combobox', { name: 'Валюта' }).click();
      await page.getByRole('option', { name: /KZT/ }).click();
      await form.getByRole('button', { name: 'Создать' }).click();
      await page.getByRole('heading', { name: 'Филиал на Тверской' }).waitFor();
      await page.getByText('В этой воронке ещё нет этапов').waitFor();
      const [, made] = await shop.ask(api.pipelines.list);
      expect(made).toMatchObject({ name: 'Филиал на Тверской', currency: 'KZT', stages: [] });
    });

    test('S3: a stage is created by its name and "Done", and the settings of the pipeline open by themselves', async () => {
      const shop = await stand.shop({ pipelines: [{ name: 'Новая', currency: 'RUB' }] });
      const page = await open(shop);
      await page.getByRole('button', { name: 'Создать этап' }).click();
      const form = page.getByRole('dialog', { name: 'Новый этап' });
      await form.getByLabel('Название этапа').fill('Новая заявка');
      await form.getByRole('button', { name: 'Готово' }).click();
      await page.getByRole('dialog', { name: 'Настройки воронки «Новая»' }).waitFor();
      await expect.poll(() => columnNames(page), polling).toContain('Новая заявка');
    });

    test('S4: settings rename, change the currency, add stages, choose fields and variables of cards; Save shows it, the gear opens them again', async () => {
      const shop = await stand.shop({ pipelines: [retail] });
      const contact = { name: 'Анна', phone: '+79121234567' };
      await shop.deal('Букет', 'Заявка', { contact, variables: { размер: 'большой' } });
      const page = await open(shop);
      const settings = await openSettings(page, 'Розница');
      await settings.getByLabel('Название').fill('Цветы');
      await settings.getByRole('combobox', { name: 'Валюта' }).click();
      await page.getByRole('option', { name: /белорусский рубль/i }).click();
      await settings.getByRole('tab', { name: 'Этапы' }).click();
      await settings.getByPlaceholder('Новый этап').fill('Доставка');
      await page.keyboard.press('Enter');
      await settings.getByRole('tab', { name: 'Карточка' }).click();
      await settings.getByRole('checkbox', { name: 'Телефон' }).check();
      await settings.getByRole('combobox', { name: 'Переменные сделки на карточке' }).fill('размер');
      await page.keyboard.press('Enter');
      await settings.getByRole('button', { name: 'Сохранить' }).click();
      await settings.waitFor({ state: 'detached' });

      await page.getByRole('heading', { name: 'Цветы' }).waitFor();
      await expect.poll(() => columnNames(page), polling).toContain('Доставка');
      await card(page, 'Букет').getByText('большой').waitFor();
      await card(page, 'Букет').getByText('912').waitFor();
      const again = await openSettings(page, 'Цветы');
      await again.getByRole('combobox', { name: 'Валюта' }).waitFor();
      expect(await again.getByRole('combobox', { name: 'Валюта' }).inputValue()).toMatch(/белорусский рубль/i);
    });

    test('S5: deals are shown as a board at first, and as a table by the switch', async () => {
      const shop = await stand.shop({ pipelines: [retail] });
      await shop.deal('Букет', 'Заявка');
      const page = await open(shop, '/');
      await expectColumns(page, { Заявка: ['Букет'] });
      await page.getByText('Список', { exact: true }).click();
      await page.getByRole('grid').getByRole('row').filter({ hasText: 'Букет' }).waitFor();
      await page.getByText('Доска', { exact: true }).click();
      await expectColumns(page, { Заявка: ['Букет'] });
    });

    test('S6: won, archived, lost and Unsorted always exist and are shown or hidden in each pipeline', async () => {
      const shop = await stand.shop({ pipelines: [retail, wholesale] });
      const page = await open(shop);
      const settings = await openSettings(page, 'Розница', 'Отображение');
      const names = ['Неразобранное', 'Успешные сделки', 'Проваленные сделки', 'Архивные сделки'];
      for (const name of names) await turn(settings.getByRole('switch', { name }), false);
      await settings.getByRole('button', { name: 'Сохранить' }).click();
      await expect.poll(() => columnNames(page), polling).toEqual(['Заявка', 'Оплата']);
      const again = await openSettings(page, 'Розница', 'Отображение');
      for (const name of names) await turn(again.getByRole('switch', { name }), true);
      await again.getByRole('button', { name: 'Сохранить' }).click();
      await expect
        .poll(() => columnNames(page), polling)
        .toEqual(['Неразобранное', 'Заявка', 'Оплата', 'Успешные', 'Проваленные', 'Архивные']);
      const [, other] = await shop.ask(api.pipelines.list);
      expect(other?.settings.systemStages).toMatchObject({ archived: false });
    });

    test('S7: accepting leads on the first stage puts a new customer’s card there at once, else it waits in Unsorted', async () => {
      const shop = await stand.shop({ pipelines: [retail], phones: true, acceptOnFirstStage: false });
      const page = await open(shop);
      await write(page, 'Walter', 'Здравствуйте!');
      await expectColumns(page, { Неразобранное: ['Walter'], Заявка: [] });
      await page.goto(`/p/${shop.projectId}/settings/leads`);
      const setting = page.getByRole('switch', { name: 'Принимать заявки в первое состояние' });
      await turn(setting, true);
      await page.getByRole('status').filter({ hasText: 'Сохранено' }).first().waitFor();
      await page.goto(shop.board);
      await write(page, 'Tina', 'Здравствуйте!');
      await expectColumns(page, { Неразобранное: ['Walter'], Заявка: ['Tina'] });
    });

    test('S8: a deal waits in Unsorted because of the setting, of a pipeline without stages, or of a block not reached; the card says which', async () => {
      const off = await stand.shop({ pipelines: [retail], phones: true, acceptOnFirstStage: false });
      const bare = await stand.shop({ pipelines: [{ name: 'Пустая', currency: 'RUB' }], phones: true });
      const flow = await stand.shop({
        pipelines: [retail],
        phones: true,
        acceptOnFirstStage: false,
        flow: flowThatMoves,
      });
      const reasons: [Shop, string, string][] = [
        [off, 'приём лидов на первый этап выключен', 'Открыть настройку'],
        [bare, 'в воронке для новых сделок нет этапов', 'Создать этап'],
        [flow, 'клиент не дошёл до блока «На оплату» схемы «Welcome»', 'Открыть блок'],
      ];
      for (const [shop, reason, way] of reasons) {
        const page = await open(shop);
        await write(page, 'Walter', 'Здравствуйте!');
        await card(column(page, 'Неразобранное'), 'Walter').getByText(reason).waitFor();
        await card(page, 'Walter').getByText(way).click();
        if (shop === off) await page.waitForURL('**/settings/leads');
        if (shop === bare) await page.getByRole('dialog', { name: 'Новый этап' }).waitFor();
        if (shop === flow) await page.getByRole('dialog').getByRole('textbox').waitFor();
      }
    });

    test('S9: Unsorted is shown or hidden in each pipeline, and holds all unsorted deals of the project', async () => {
      const shop = await stand.shop({ pipelines: [retail, wholesale], acceptOnFirstStage: false });
      for (const name of ['Первая', 'Вторая']) await shop.ask(api.deals.create, { body: { name } });
      const page = await open(shop);
      const settings = await openSettings(page, 'Розница', 'Отображение');
      await turn(settings.getByRole('switch', { name: 'Неразобранное' }), false);
      await settings.getByRole('button', { name: 'Сохранить' }).click();
      await expect.poll(() => columnNames(page), polling).not.toContain('Неразобранное');
      await page.getByRole('button', { name: /^Воронка: / }).click();
      await page.getByRole('menuitem', { name: 'Опт' }).click();
      await page.getByRole('heading', { name: 'Опт' }).waitFor();
      await expect
        .poll(async () => (await cardsIn(page, 'Неразобранное')).toSorted(), polling)
        .toEqual(['Вторая', 'Первая']);
    });

    test('S10: a deal in Unsorted is not dragged to a stage, by mouse, finger or keyboard; the server refuses it too', async () => {
      const shop = await stand.shop({ pipelines: [retail], acceptOnFirstStage: false });
      const deal = await shop.ask(api.deals.create, { body: { name: 'Букет' } });
      const page = await open(shop);
      const told = page.getByRole('alert').filter({ hasText: 'Сделки из неразобранного не перетаскиваются' });
      await handle(page, 'Букет').waitFor();
      const box = await handle(page, 'Букет').boundingBox();
      if (!box) throw new Error('no card');
      await page.mouse.move(box.x + 20, box.y + 8);
      await page.mouse.down();
      await page.mouse.move(box.x + 420, box.y + 60, { steps: 8 });
      await page.mouse.up();
      await told.waitFor();
      await told.getByRole('button', { name: 'Закрыть' }).click();
      await handle(page, 'Букет').focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Space');
      await told.waitFor();
      await expectColumns(page, { Неразобранное: ['Букет'], Заявка: [] });

      // In English, as the gesture listens for the words that a lifted card is told by.
      const telephone = await stand.visit(shop.board, { as: shop.olga, touch: true });
      await handle(telephone, 'Букет').waitFor();
      telephone.setDefaultTimeout(2500);
      await expect(dragByTouch(telephone, 'Букет', 'Заявка')).rejects.toThrow();
      await expectColumns(telephone, { Unsorted: ['Букет'], Заявка: [] });

      const refused = await call(stand.origin, api.deals.move, {
        params: { projectId: shop.projectId, dealId: deal.id },
        body: { stageId: shop.stage('Заявка').id },
        headers: keyHeaders(shop.key),
      });
      expect(refused.body).toMatchObject({ kind: 'refused', why: 'unsorted' });
    });

    test('S11: a deal in Unsorted that nobody needs is deleted, after a confirmation', async () => {
      const shop = await stand.shop({ pipelines: [retail], acceptOnFirstStage: false });
      await shop.ask(api.deals.create, { body: { name: 'Спам' } });
      const page = await open(shop);
      await card(page, 'Спам').hover();
      await page.getByRole('button', { name: 'Действия со сделкой «Спам»' }).click();
      await page.getByRole('menuitem', { name: 'Удалить…' }).click();
      const question = page.getByRole('dialog', { name: 'Удалить «Спам»?' });
      await expectColumns(page, { Неразобранное: ['Спам'] });
      await question.getByRole('button', { name: 'Удалить' }).click();
      await expectColumns(page, { Неразобранное: [] });
    });

    test('S12: a contact has a name, a phone, an e-mail and variables; the deal has a responsible member of its own', async () => {
      const shop = await stand.shop({ pipelines: [retail] });
      const deal = await shop.deal('Букет', 'Заявка', { contact: { name: 'Анна', phone: '+79121234567' } });
      await shop.ask(api.contacts.change, {
        params: { contactId: deal.contactId ?? '' },
        body: { variables: { город: 'Тула' } },
      });
      const page = await open(shop, `${shop.board}?deal=${deal.id}`);
      const drawer = page.getByRole('dialog', { name: 'Сделка «Букет»' });
      const contact = drawer.getByRole('region', { name: 'Клиент' });
      await contact.getByText('Тула').waitFor();
      await contact.getByRole('button', { name: /^Имя: / }).click();
      await contact.getByRole('textbox', { name: 'Имя' }).fill('Анна Соколова');
      await page.keyboard.press('Enter');
      await contact.getByRole('button', { name: /^Почта: / }).click();
      await contact.getByRole('textbox', { name: 'Почта' }).fill('anna@example.com');
      await page.keyboard.press('Enter');
      await contact.getByRole('button', { name: 'Почта: anna@example.com' }).waitFor();
      await drawer
        .getByRole('button', { name: /^Ответственный: / })
        .first()
        .click();
      await page.getByRole('menuitem', { name: 'Ivan' }).click();
      await drawer.getByRole('button', { name: 'Ответственный: Ivan' }).waitFor();
      const view = await shop.ask(api.deals.get, { params: { dealId: deal.id } });
      expect(view.contact).toMatchObject({
        name: 'Анна Соколова',
        email: 'anna@example.com',
        variables: { город: 'Тула' },
      });
    });

    test('S13: a task is created, assigned and dated in the deal, shows on its card, and is done', async () => {
      const shop = await stand.shop({ pipelines: [retail] });
      const deal = await shop.deal('Букет', 'Заявка');
      const page = await open(shop, `${shop.board}?deal=${deal.id}`);
      const drawer = page.getByRole('dialog', { name: 'Сделка «Букет»' });
      await drawer.getByRole('button', { name: 'Добавить задачу' }).first().click();
      await drawer.getByRole('textbox', { name: 'Задача' }).fill('Перезвонить');
      await page.keyboard.press('Enter');
      await drawer.getByRole('checkbox', { name: 'Выполнить: Перезвонить' }).waitFor();
      const { tasks } = await shop.ask(api.deals.get, { params: { dealId: deal.id } });
      expect(tasks).toMatchObject([
        { title: 'Перезвонить', dueAt: expect.any(String), assigneeId: expect.any(String) },
      ]);
      await drawer.getByRole('checkbox', { name: 'Выполнить: Перезвонить' }).click();
      await expect
        .poll(async () => (await shop.ask(api.deals.get, { params: { dealId: deal.id } })).tasks[0]?.doneAt, polling)
        .toEqual(expect.any(String));
    });

    test('S14, S15: linked contacts of one person leave one card, the primary’s, while merged ones are hidden; all of them while they are shown', async () => {
      const shop = await stand.shop({ pipelines: [retail], phones: true });
      const page = await open(shop);
      await write(page, 'Walter', 'Здравствуйте из WhatsApp');
      await write(page, 'Tina', 'Здравствуйте из Telegram');
      await expect.poll(async () => (await cardsIn(page, 'Заявка')).toSorted(), polling).toEqual(['Tina', 'Walter']);
      const [tina, walter] = [await dealNamed(shop, 'Tina'), await dealNamed(shop, 'Walter')];
      const linked = await shop.ask(api.contacts.link, {
        params: { contactId: tina.contactId ?? '' },
        body: { otherContactId: walter.contactId },
      });
      expect(linked).toMatchObject({ kind: 'ok' });
      await expect.poll(async () => (await cardsIn(page, 'Заявка')).toSorted(), polling).toEqual(['Tina', 'Walter']);

      const hide = async (on: boolean) => {
        const settings = await openSettings(page, 'Розница', 'Отображение');
        await turn(settings.getByRole('switch', { name: 'Скрывать объединённых клиентов' }), on);
        await settings.getByRole('button', { name: 'Сохранить' }).click();
        await settings.waitFor({ state: 'detached' });
      };
      await hide(true);
      await expectColumns(page, { Заявка: ['Tina'] });
      await column(page, 'Заявка').getByText('1', { exact: true }).first().waitFor();
      await card(page, 'Tina').getByText('ещё 1').waitFor();
      await hide(false);
      await expect.poll(async () => (await cardsIn(page, 'Заявка')).toSorted(), polling).toEqual(['Tina', 'Walter']);
    });

    test('S16: the CRM is driven from the bot: an answer moves the deal', async () => {
      const shop = await stand.shop({ pipelines: [retail], phones: true, flow: flowThatMoves });
      const page = await open(shop);
      await write(page, 'Walter', 'Здравствуйте!');
      await expectColumns(page, { Заявка: ['Walter'], Оплата: [] });
      await phone(page).getByRole('log').getByText('Какой бюджет?').waitFor();
      await write(page, 'Walter', '5000');
      await expectColumns(page, { Заявка: [], Оплата: ['Walter'] });
    });

    test('S17: a role gets its access to deals and the switch "May not delete pipeline stages" in settings → members → roles, and is bound by it', async () => {
      const shop = await stand.shop({ pipelines: [retail] });
      const page = await open(shop, `/p/${shop.projectId}/settings/members`);
      await page.getByRole('button', { name: 'Создать роль' }).click();
      const form = page.getByRole('dialog', { name: 'Новая роль' });
      await form.getByLabel('Название').fill('Менеджер');
      const crm = form.getByRole('group', { name: 'Сделки и воронки' });
      for (const level of ['Просмотр и изменение', 'Только просмотр', 'Нет доступа'])
        await crm.getByText(level).waitFor();
      const ban = crm.getByRole('checkbox', { name: 'Не может удалять состояния воронки' });
      if (!(await ban.isChecked())) await ban.check();
      await form.getByRole('button', { name: /Создать|Сохранить/ }).click();
      await form.waitFor({ state: 'detached' });
      await page.getByRole('combobox', { name: 'Роль: Ivan' }).click();
      await page.getByRole('option', { name: 'Менеджер' }).click();
      await expect
        .poll(async () => page.getByRole('combobox', { name: 'Роль: Ivan' }).inputValue(), polling)
        .toBe('Менеджер');

      const ivans = await stand.visit(shop.board, { as: shop.ivan, language: 'ru' });
      const settings = await openSettings(ivans, 'Розница', 'Этапы');
      await settings.getByText('Ваша роль не может удалять этапы.').waitFor();
      expect(await settings.getByRole('button', { name: /^Удалить этап/ }).count()).toBe(0);
      const own = await openSettings(await open(shop), 'Розница', 'Этапы');
      await own.getByRole('button', { name: 'Удалить этап «Оплата»' }).waitFor();
    });
  });
}

const retail = { name: 'Розница', currency: 'RUB', stages: ['Заявка', 'Оплата'] };
const wholesale = { name: 'Опт', currency: 'RUB', stages: ['Договор', 'Отгрузка'] };

const flowThatMoves = `
start: { on-message: { match: { kind: any } }, to: ask }
ask: { title: Бюджет, question: { text: 'Какой бюджет?', kind: text, save: deal.budget }, to: move }
move: { title: На оплату, deal: { actions: [ { kind: move, pipeline: Розница, stage: Оплата } ] }, to: bye }
bye: end
`;

async function openSettings(page: Page, pipeline: string, tab?: string) {
  await page.getByRole('button', { name: 'Настройки воронки', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Настройки воронки «${pipeline}»` });
  if (tab) await dialog.getByRole('tab', { name: tab }).click();
  else await dialog.waitFor();
  return dialog;
}

/** A customer writes from his phone beside the page. */
async function write(page: Page, customer: string, text: string): Promise<void> {
  await openPhones(page);
  await page.getByRole('tab', { name: customer }).click();
  const start = phone(page).getByRole('button', { name: 'Запустить' });
  const field = phone(page).getByRole('textbox', { name: 'Сообщение' });
  await start.or(field).first().waitFor();
  if (await start.isVisible()) return await start.click();
  await field.fill(text);
  await field.press('Enter');
}

async function dealNamed(shop: Shop, name: string): Promise<DealCard> {
  const { columns } = await shop.ask(api.board.get, { params: { pipelineId: shop.pipeline.id } });
  const deal = columns.flatMap(({ cards }) => cards).find((one) => one.name === name);
  if (!deal) throw new Error(`There is no deal ${name}`);
  return deal;
}
