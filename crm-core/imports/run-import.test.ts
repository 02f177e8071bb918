import { describe, expect, test } from 'vitest';
import { memberActor, newContact, newDeal, newProject, storedDeal, succeeded, testCore } from '../../test/builders.ts';
import { fates, imported, startedImport, storedImport } from '../../test/imports.ts';
import { changeContact } from '../contacts/change-contact.ts';
import { createContact } from '../contacts/create-contact.ts';
import { builtInRoles } from '../members/permissions.ts';
import { savePipeline } from '../pipelines/save-pipeline.ts';
import { runImport } from './run-import.ts';
import { resumeImport, stopImport } from './stop-import.ts';

const core = await testCore();
const russian = () => newProject(core, { locale: 'ru' });

async function contactsOf(projectId: string) {
  return core.db.sql`
    select name, phone, email, tags, variables from contacts where project_id = ${projectId} order by id`;
}

async function dealsOf(projectId: string) {
  return core.db.sql`
    select d.name, d.amount::int, d.currency, d.status, d.close_reason, s.name as stage, c.name as contact
    from deals d left join stages s on s.id = d.stage_id left join contacts c on c.id = d.contact_id
    where d.project_id = ${projectId} order by d.id`;
}

describe('D13: contacts come in from a file', () => {
  test('phones become E.164 by the project’s country, tags and variables are kept, a refused row says why', async () => {
    const project = await russian();
    const id = await imported(core, project, {
      headers: ['ФИО', 'Телефон', 'Почта', 'Теги', 'Город'],
      rows: [
        ['Анна Белова', '8 (916) 123-45-67', 'anna@example.com', 'VIP; опт', 'Казань'],
        ['Борис', '12345', '', '', ''],
        ['Вера', '+49 30 901820', 'не почта', '', ''],
        ['', '', '', '', ''],
        ['Глеб', '7,99992E+10', '', '', ''],
      ],
      plan: { columns: ['contact.name', 'contact.phone', 'contact.email', 'contact.tags', 'contact.город'] },
    });
    expect(await fates(core, id)).toEqual([
      '2 created',
      '3 refused bad_phone',
      '4 refused bad_email',
      '5 refused empty_row',
      '6 refused bad_phone',
    ]);
    expect(await contactsOf(project.id)).toEqual([
      {
        name: 'Анна Белова',
        phone: '+79161234567',
        email: 'anna@example.com',
        tags: ['VIP', 'опт'],
        variables: { город: 'Казань' },
      },
    ]);
    expect(await storedImport(core, id)).toMatchObject({ status: 'done', created: 1, refused: 4 });
  });

  test('D9: no deal is made, and the timeline names the file', async () => {
    const project = await russian();
    await imported(core, project, { headers: ['Имя', 'Телефон'], rows: [['Анна', '89161234567']] });
    expect(await dealsOf(project.id)).toEqual([]);
    const [event] = await core.db
      .sql`select kind, actor from events where project_id = ${project.id} and kind = 'contact.created'`;
    expect(event?.actor).toEqual({ kind: 'import', name: 'clients.csv' });
  });

  test('D9: flows that listen to the CRM are not woken by it: no customer is written to because of history', async () => {
    const project = await russian();
    const heard: string[] = [];
    const listening = {
      ...core,
      async beforeCommit() {
        heard.push('woken');
      },
    };
    const id = await startedImport(core, project, { entity: 'deal', headers: ['Сделка'], rows: [['Диван']] });
    await runImport(listening, id);
    expect(await storedImport(core, id)).toMatchObject({ created: 1 });
    expect(heard).toEqual([]);
  });

  test('D16: a number that no plan knows is refused, except where a messenger has vouched for it', async () => {
    const project = await russian();
    await project.run((work) => createContact(work, { name: 'Анна', attestedPhone: '+447700900123' }));
    const rows = [
      ['Анна Б.', '+447700900123'],
      ['Борис', '+447700900124'],
    ];
    const id = await imported(core, project, { headers: ['Имя', 'Телефон'], rows });
    expect(await fates(core, id)).toEqual(['2 updated', '3 refused bad_phone']);
    expect(await contactsOf(project.id)).toMatchObject([{ name: 'Анна Б.', phone: '+447700900123' }]);
  });

  test('a lenient plan takes the row without the cell that cannot be read', async () => {
    const project = await russian();
    const file = { headers: ['Имя', 'Телефон'], rows: [['Борис', '12345']], plan: { lenient: true } };
    expect(await fates(core, await imported(core, project, file))).toEqual(['2 created bad_phone']);
    expect(await contactsOf(project.id)).toMatchObject([{ name: 'Борис', phone: null }]);
  });

  test.each([
    ['update', 'updated', [{ name: 'Анна Белова', tags: ['new'], variables: { city: 'Omsk', size: 5 } }]],
    ['skip', 'skipped', [{ name: 'Анна', variables: { size: 5 } }]],
    ['create', 'created', [{ name: 'Анна' }, { name: 'Анна Белова' }]],
  ] as const)('a contact of the same phone: %s', async (contacts, status, expected) => {
    const project = await russian();
    await newContact(project, { name: 'Анна', phone: '+79161234567', variables: { size: 5 } });
    const id = await imported(core, project, {
      headers: ['Имя', 'Телефон', 'contact.city', 'contact.size'],
      rows: [['Анна Белова', '8 916 123 45 67', 'Omsk', '5']],
      plan: { contacts, tags: ['new'] },
    });
    expect(await fates(core, id)).toEqual([`2 ${status}`]);
    expect(await contactsOf(project.id)).toMatchObject(expected);
  });

  test('rows of one person within the file meet each other, by phone and by e-mail', async () => {
    const project = await russian();
    const id = await imported(core, project, {
      headers: ['Имя', 'Телефон', 'E-mail'],
      rows: [
        ['Анна', '89161234567', ''],
        ['Анна Б.', '+7 916 123-45-67', 'Anna@example.com'],
        ['Анна Белова', '', 'anna@EXAMPLE.com'],
      ],
    });
    expect(await fates(core, id)).toEqual(['2 created', '3 updated', '4 updated']);
    expect(await contactsOf(project.id)).toMatchObject([{ name: 'Анна Белова', phone: '+79161234567' }]);
  });
});

describe('D13: deals come in from a file', () => {
  test('with their contacts, on their stage, closed ones with their reason; an unknown stage or member is refused', async () => {
    const project = await russian();
    await newContact(project, { name: 'Анна', phone: '+79161234567' });
    const id = await imported(core, project, {
      entity: 'deal',
      headers: ['Сделка', 'Клиент', 'Телефон', 'Сумма', 'Этап', 'Статус', 'Причина отказа', 'Ответственный'],
      rows: [
        ['Диван', 'Анна', '89161234567', '1 500,50 ₽', 'In progress', '', '', 'Olga'],
        ['Стол', 'Борис', '', '1.250.000', '', 'Проиграна', 'Дорого', ''],
        ['Стул', '', '', '10', 'Нет такого', '', '', ''],
        ['Шкаф', '', '', 'много', '', '', '', 'Nobody'],
      ],
      plan: { contacts: 'skip', pipelineId: project.pipeline.id },
    });
    expect(await fates(core, id)).toEqual([
      '2 created',
      '3 created',
      '4 refused unknown_stage',
      '5 refused bad_amount,unknown_member',
    ]);
    const common = { currency: 'RUB', close_reason: null, status: 'open' };
    expect(await dealsOf(project.id)).toEqual([
      { ...common, name: 'Диван', amount: 150_050, stage: 'In progress', contact: 'Анна' },
      {
        ...common,
        name: 'Стол',
        amount: 125_000_000,
        stage: 'New',
        contact: 'Борис',
        status: 'lost',
        close_reason: 'Дорого',
      },
    ]);
  });

  test('D4: a stage’s required fields count, and a refused row leaves no contact behind', async () => {
    const project = await russian();
    const [first, second, third] = project.stages;
    await project.run(async (work) => {
      const { id, name, currency, settings } = await work.pipelines.get(project.pipeline.id);
      const rules = (stageId: string) => ({
        forbiddenTargets: [],
        requiredFields: stageId === first.id ? ['amount', 'contact.phone'] : [],
      });
      const stages = [first, second, third].map((one) => ({
        id: one.id,
        name: one.name,
        color: one.color,
        rules: rules(one.id),
      }));
      await savePipeline(work, { id, name, currency, settings, stages });
    });
    const id = await imported(core, project, {
      entity: 'deal',
      headers: ['Сделка', 'Клиент', 'Телефон', 'Сумма'],
      rows: [
        ['Диван', 'Анна', '', ''],
        ['Стол', 'Борис', '89161234567', '10'],
      ],
      plan: { stageId: first.id },
    });
    expect(await fates(core, id)).toEqual(['2 refused missing_fields', '3 created']);
    expect(await contactsOf(project.id)).toMatchObject([{ name: 'Борис' }]);
  });

  test('a deal of the same id is updated and moved, not doubled', async () => {
    const project = await russian();
    const deal = await newDeal(project, { name: 'Sofa', amount: 100 });
    const id = await imported(core, project, {
      entity: 'deal',
      headers: ['ID сделки', 'Сумма', 'Этап'],
      rows: [[deal.id, '20', 'Paid']],
    });
    expect(await fates(core, id)).toEqual(['2 updated']);
    expect(await dealsOf(project.id)).toMatchObject([{ name: 'Sofa', amount: 2000, stage: 'Paid' }]);
  });

  test('D31: an id of another project is not found there', async () => {
    const [victim, thief] = [await russian(), await russian()];
    const deal = await newDeal(victim, { name: 'Sofa', amount: 100 });
    await imported(core, thief, {
      entity: 'deal',
      headers: ['ID сделки', 'Сделка', 'Сумма'],
      rows: [[deal.id, 'Mine', '1']],
    });
    expect(await storedDeal(core, deal.id)).toMatchObject({ name: 'Sofa', amount: 100, version: deal.version });
    expect(await dealsOf(thief.id)).toMatchObject([{ name: 'Mine' }]);
  });
});

describe('D13: each row exactly once', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, at) => [`Client ${at}`, `+7916${1_000_000 + at}`]);

  test('when three workers carry out one import at once', async () => {
    const project = await russian();
    const id = await startedImport(core, project, { headers: ['Имя', 'Телефон'], rows: rows(700) });
    await Promise.allSettled([runImport(core, id), runImport(core, id), runImport(core, id)]);
    await runImport(core, id);
    expect(await storedImport(core, id)).toMatchObject({ status: 'done', created: 700, refused: 0, updated: 0 });
    const [count] = await core.db
      .sql`select count(*)::int as n, count(distinct phone)::int as phones from contacts where project_id = ${project.id}`;
    expect(count).toEqual({ n: 700, phones: 700 });
  });

  test('when a process that has committed a batch never hears of it, again and again', async () => {
    const project = await russian();
    const id = await startedImport(core, project, { headers: ['Имя', 'Телефон'], rows: rows(900) });
    let commits = 0;
    const unsafe = async (...given: Parameters<typeof core.db.hot.unsafe>) => {
      const answer = await core.db.hot.unsafe(...given);
      commits += 1;
      if (commits % 2 === 1) throw Object.assign(new Error('the wire was cut'), { code: 'CONNECTION_CLOSED' });
      return answer;
    };
    const dying = { ...core, db: { ...core.db, hot: { unsafe } as unknown as typeof core.db.hot } };
    while ((await storedImport(core, id)).status === 'running') await runImport(dying, id).catch(() => undefined);
    expect(commits).toBeGreaterThan(4);
    expect(await storedImport(core, id)).toMatchObject({ status: 'done', created: 900 });
    const [count] = await core.db.sql`select count(*)::int as n from contacts where project_id = ${project.id}`;
    expect(count).toEqual({ n: 900 });
  });

  test('a contact that a colleague keeps changing meanwhile is met again, and loses nothing', async () => {
    const project = await russian();
    const contact = await newContact(project, { name: 'Anna', phone: '+79161000000' });
    const id = await startedImport(core, project, {
      headers: ['Имя', 'Телефон'],
      rows: rows(300),
      plan: { tags: ['base'] },
    });
    const change = (city: string) =>
      project.run((work) => changeContact(work, { contactId: contact.id, patch: { variables: { [city]: city } } }));
    await Promise.all([runImport(core, id), change('a'), change('b'), change('c')]);
    const [row] = await core.db.sql`select name, tags, variables from contacts where id = ${contact.id}`;
    expect(row).toEqual({ name: 'Client 0', tags: ['base'], variables: { a: 'a', b: 'b', c: 'c' } });
  });

  test('stopping ends it between two batches, resuming finishes it', async () => {
    const project = await russian();
    const id = await startedImport(core, project, { headers: ['Имя', 'Телефон'], rows: rows(500) });
    const late = { ...core, clock: { now: clockThatRuns() } };
    expect(await runImport(late, id)).toBe(true);
    expect((await storedImport(core, id)).created).toBe(200);
    succeeded(await project.run((work) => stopImport(work, { importId: id })));
    expect(await runImport(core, id)).toBe(false);
    expect((await storedImport(core, id)).created).toBe(200);
    succeeded(await project.run((work) => resumeImport(work, { importId: id })));
    await runImport(core, id);
    expect(await storedImport(core, id)).toMatchObject({ status: 'done', created: 500 });
  });
});

/** An hour passes with every look at it. */
function clockThatRuns(): () => Date {
  let hours = 0;
  return () => new Date(core.clock.now().getTime() + 3_600_000 * hours++);
}

test('S17: an import ends when its starter may no longer do it', async () => {
  const project = await russian();
  const id = await startedImport(core, project, { headers: ['Имя'], rows: [['Анна']] });
  await project.run(async (work) => {
    const member = await work.members.get(project.owner.id);
    await work.roles.get(member.roleId);
    const sections = { ...builtInRoles.owner.sections, contacts: 'view' as const };
    work.roles.update(member.roleId, { permissions: { sections, mayNot: [] } });
    work.touchConfig();
  });
  await runImport(core, id);
  expect(await storedImport(core, id)).toMatchObject({ status: 'failed', problem: 'forbidden', created: 0 });
});

test('D30: who sees only his own deals updates no others', async () => {
  const project = await russian();
  const hidden = await newDeal(project, { name: 'Hidden', responsibleId: null });
  const permissions = { ...builtInRoles.owner, mayNot: ['see_others_deals' as const] };
  const limited = { ...project, actor: memberActor(project.owner, 'Olga', permissions) };
  await project.run(async (work) => {
    const member = await work.members.get(project.owner.id);
    await work.roles.get(member.roleId);
    work.roles.update(member.roleId, { permissions });
    work.touchConfig();
  });
  await imported(core, limited, { entity: 'deal', headers: ['ID сделки', 'Сделка'], rows: [[hidden.id, 'Taken']] });
  expect(await storedDeal(core, hidden.id)).toMatchObject({ name: 'Hidden' });
});
