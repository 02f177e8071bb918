import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContactId, Id } from '../../kernel/ids.ts';
import {
  eventsOf,
  memberActor,
  newChannel,
  newContact,
  newDeal,
  newProject,
  succeeded,
  type TestProject,
  testCore,
} from '../../test/builders.ts';
import { currentDeal } from '../deals/current-deal.ts';
import { dealsOfPerson } from '../deals/deals-of-person.ts';
import { intakeDeal } from '../deals/intake-deal.ts';
import { switchCurrentDeal } from '../deals/switch-current-deal.ts';
import { builtInRoles } from '../members/permissions.ts';
import { choosePrimary } from './choose-primary.ts';
import { type Evidence, linkContacts } from './link-contacts.ts';
import { allowLink, neverLink } from './never-link.ts';
import { unlinkContacts } from './unlink-contacts.ts';

const core = await testCore();
const operator: Evidence = { kind: 'operator' };

async function link(project: TestProject, contactId: ContactId, otherContactId: ContactId) {
  const outcome = await project.run((work) => linkContacts(work, { contactId, otherContactId, evidence: operator }));
  return succeeded(outcome).link;
}

const unlink = (project: TestProject, linkId: Id<'personLink'>) =>
  project.run((work) => unlinkContacts(work, { linkId }));

/** Who is who, as the database has it: contact → person, person → primary and current deal. */
async function whoIsWho(project: TestProject) {
  const contacts = await core.db.sql`select id, person_id from contacts where project_id = ${project.id} order by id`;
  const people = await core.db.sql`
    select p.id, primary_contact_id, current_deal_id from people p
    where project_id = ${project.id} and exists (select 1 from contacts c where c.person_id = p.id) order by p.id`;
  return { contacts: contacts.map((row) => [row.id, row.person_id]), people: people.map((row) => ({ ...row })) };
}

describe('S14: linking contacts', () => {
  it('makes them one person with the primary that was chosen, and its deals with them', async () => {
    const project = await newProject(core);
    const telegram = await newContact(project, { name: 'Anna T' });
    const whatsapp = await newContact(project, { name: 'Anna W' });
    const first = await newDeal(project, { contactId: telegram.id });
    const second = await newDeal(project, { contactId: whatsapp.id });
    const made = await link(project, telegram.id, whatsapp.id);
    await project.run(async (work) => {
      const contact = await work.contacts.get(whatsapp.id);
      expect(contact.personId).toBe(telegram.personId);
      expect((await work.people.get(contact.personId)).primaryContactId).toBe(telegram.id);
      const deals = await dealsOfPerson(work, contact.personId);
      expect(deals.map((deal) => [deal.id, deal.contactId]).sort()).toEqual([
        [first.id, telegram.id],
        [second.id, whatsapp.id],
      ]);
    });
    for (const contact of [telegram, whatsapp]) {
      const told = (await eventsOf(core, { contactId: contact.id })).filter((event) => event.kind === 'contact.linked');
      expect(told).toMatchObject([{ payload: { linkId: made.id, primaryContactId: telegram.id } }]);
    }
  });

  it('D18: lets a message by either messenger find the deals of both, so that no second lead is made', async () => {
    const project = await newProject(core);
    const channel = await newChannel(project);
    const telegram = await newContact(project);
    const whatsapp = await newContact(project);
    await newDeal(project, { contactId: telegram.id });
    await link(project, whatsapp.id, telegram.id);
    const made = await project.run(async (work) =>
      intakeDeal(work, { contact: await work.contacts.get(whatsapp.id), channel }),
    );
    expect(made).toBeUndefined();
  });

  it('D16: is never done by a typed phone', async () => {
    const project = await newProject(core);
    const [a, b] = [await newContact(project), await newContact(project)];
    const before = await whoIsWho(project);
    const evidence: Evidence = { kind: 'typed_phone', phone: '+79991234567' };
    const outcome = await project.run((work) =>
      linkContacts(work, { contactId: a.id, otherContactId: b.id, evidence }),
    );
    expect(outcome).toMatchObject({ kind: 'refused', why: 'only_suggests' });
    expect(await whoIsWho(project)).toEqual(before);
  });

  it('said twice is one link', async () => {
    const project = await newProject(core);
    const [a, b] = [await newContact(project), await newContact(project)];
    const once = await link(project, a.id, b.id);
    expect((await link(project, b.id, a.id)).id).toBe(once.id);
    await unlink(project, once.id);
    expect((await project.run((work) => work.contacts.get(b.id))).personId).toBe(b.personId);
  });

  it('D18: is refused for those marked as never to be linked, also by way of a third, until the mark is lifted', async () => {
    const project = await newProject(core);
    const [a, b, c] = [await newContact(project), await newContact(project), await newContact(project)];
    const pair = { contactId: a.id, otherContactId: b.id };
    succeeded(await project.run((work) => neverLink(work, pair)));
    const refused = { kind: 'refused', why: 'never_link' };
    const direct = await project.run((work) => linkContacts(work, { ...pair, evidence: operator }));
    expect(direct).toMatchObject(refused);
    await link(project, a.id, c.id);
    const around = { contactId: c.id, otherContactId: b.id, evidence: operator };
    expect(await project.run((work) => linkContacts(work, around))).toMatchObject(refused);
    await project.run((work) => allowLink(work, pair));
    succeeded(await project.run((work) => linkContacts(work, around)));
    expect(await project.run((work) => neverLink(work, pair))).toMatchObject({ kind: 'refused', why: 'linked' });
  });

  it('happens in one order when two links share a contact at the same moment', async () => {
    const project = await newProject(core);
    const [a, b, c] = [await newContact(project), await newContact(project), await newContact(project)];
    let runs = 0;
    await project.run(async (work) => {
      runs += 1;
      await linkContacts(work, { contactId: a.id, otherContactId: b.id, evidence: operator });
      if (runs === 1) await link(project, b.id, c.id);
    });
    expect(runs).toBe(2);
    const { contacts, people } = await whoIsWho(project);
    expect(new Set(contacts.map(([, person]) => person)).size).toBe(1);
    expect(people).toHaveLength(1);
  });

  it('does not reach into another project, nor without the right', async () => {
    const project = await newProject(core);
    const stranger = await newProject(core);
    const [a, b, foreign] = [await newContact(project), await newContact(project), await newContact(stranger)];
    const abroad = { contactId: a.id, otherContactId: foreign.id, evidence: operator };
    await expect(project.run((work) => linkContacts(work, abroad))).rejects.toMatchObject({ code: 'not_found' });
    const made = await link(project, a.id, b.id);
    await expect(unlink(stranger, made.id)).rejects.toMatchObject({ code: 'not_found' });
    const none = {
      ...builtInRoles.operator,
      sections: { ...builtInRoles.operator.sections, contacts: 'view' as const },
    };
    const viewer = memberActor(project.owner, 'V', none);
    const undone = project.run((work) => unlinkContacts(work, { linkId: made.id }), viewer);
    await expect(undone).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('M3: unlinking', () => {
  it('gives each person back his own current deal', async () => {
    const project = await newProject(core);
    const [a, b] = [await newContact(project), await newContact(project)];
    const own = await newDeal(project, { contactId: a.id });
    await newDeal(project, { contactId: a.id });
    const others = await newDeal(project, { contactId: b.id });
    const current = (contact: typeof a) => project.run(async (work) => (await currentDeal(work, contact.personId))?.id);
    await project.run((work) => switchCurrentDeal(work, { dealId: own.id }));
    const made = await link(project, a.id, b.id);
    await project.run((work) => switchCurrentDeal(work, { dealId: others.id }));
    expect(await current(a)).toBe(others.id);
    await unlink(project, made.id);
    expect(await current(a)).toBe(own.id);
    expect(await current(b)).toBe(others.id);
  });

  it('keeps together those whom another link holds together', async () => {
    const project = await newProject(core);
    const [a, b, c] = [await newContact(project), await newContact(project), await newContact(project)];
    const ab = await link(project, a.id, b.id);
    await link(project, b.id, c.id);
    await link(project, a.id, c.id);
    await unlink(project, ab.id);
    const { contacts } = await whoIsWho(project);
    expect(new Set(contacts.map(([, person]) => person)).size).toBe(1);
  });

  it('restores exactly what was, whatever came in between (property)', async () => {
    const contactsCount = 5;
    const pick = fc.nat({ max: contactsCount - 1 });
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('link' as const), a: pick, b: pick }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('unlink' as const), n: fc.nat() }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('primary' as const), a: pick }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('deal' as const), a: pick }) },
    );
    const scenario = fc.array(step, { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(scenario, async (steps) => {
        const project = await newProject(core);
        const contacts: ContactId[] = [];
        for (let i = 0; i < contactsCount; i++) contacts.push((await newContact(project)).id);
        const untouched = await whoIsWho(project);
        const links: { id: Id<'personLink'>; a: number; b: number }[] = [];
        const at = (index: number) => contacts[index] ?? contacts[0] ?? ('' as ContactId);
        for (const one of steps) {
          if (one.kind === 'link' && one.a !== one.b) {
            const before = await whoIsWho(project);
            const made = await link(project, at(one.a), at(one.b));
            if (!links.some((known) => known.id === made.id)) {
              await unlink(project, made.id);
              expect(await whoIsWho(project)).toEqual(before);
              links.push({ ...one, id: (await link(project, at(one.a), at(one.b))).id });
            }
          } else if (one.kind === 'unlink' && links.length > 0) {
            const [gone] = links.splice(one.n % links.length, 1);
            if (gone) await unlink(project, gone.id);
          } else if (one.kind === 'primary') {
            await project.run((work) => choosePrimary(work, { contactId: at(one.a) }));
          } else if (one.kind === 'deal') {
            await newDeal(project, { contactId: at(one.a) });
          }
          await expectComponents(project, contacts, links);
        }
        while (links.length > 0) {
          const [gone] = links.splice(links.length >> 1, 1);
          if (gone) await unlink(project, gone.id);
        }
        expect(await whoIsWho(project)).toEqual(untouched);
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

/** The persons are the connected components of the links in force, each with a primary of its own. */
async function expectComponents(project: TestProject, contacts: ContactId[], links: { a: number; b: number }[]) {
  const component = contacts.map((_, index) => index);
  for (const { a, b } of links) {
    const [from, to] = [component[a], component[b]];
    component.forEach((value, index) => {
      if (value === from) component[index] = to ?? 0;
    });
  }
  const now = await whoIsWho(project);
  const personOf = new Map(now.contacts.map(([contact, person]) => [contact, person]));
  for (const [i, one] of contacts.entries()) {
    for (const [j, other] of contacts.entries()) {
      expect(personOf.get(one) === personOf.get(other)).toBe(component[i] === component[j]);
    }
  }
  for (const person of now.people) expect(personOf.get(person.primary_contact_id)).toBe(person.id);
}
