import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContactId } from '../../kernel/ids.ts';
import { newProject, succeeded, type TestProject, testCore } from '../../test/builders.ts';
import { changeContact } from '../contacts/change-contact.ts';
import { createContact, type NewContact } from '../contacts/create-contact.ts';
import { linkContacts } from './link-contacts.ts';
import { unlinkContacts } from './unlink-contacts.ts';

const core = await testCore();

const made = (project: TestProject, input: NewContact) => project.run((work) => createContact(work, input));

const link = (project: TestProject, contactId: ContactId, otherContactId: ContactId, take: string[]) =>
  project.run(async (work) => {
    const outcome = await linkContacts(work, { contactId, otherContactId, evidence: { kind: 'operator' }, take });
    return succeeded(outcome).link.id;
  });

const unlink = (project: TestProject, linkId: Awaited<ReturnType<typeof link>>) =>
  project.run((work) => unlinkContacts(work, { linkId }));

async function fieldsOf(contactId: ContactId) {
  const [row] = await core.db.sql`
    select name, phone, email, variables, to_json(tags) as tags, responsible_id from contacts where id = ${contactId}`;
  return { ...row };
}

describe('D18: the values that the primary takes over', () => {
  it('are those that were chosen, and unlinking gives back what was', async () => {
    const project = await newProject(core);
    const mine = { name: 'Anna', phone: '+79991234567', tags: ['vip'], variables: { city: 'Tver', size: 'L' } };
    const a = await made(project, mine);
    const b = await made(project, {
      ...{ name: 'Anna Belova', phone: '+79997654321', email: 'anna@example.com', tags: ['vip', 'shop'] },
      ...{ variables: { city: 'Moscow', age: 30 }, responsibleId: project.owner.id },
    });
    const [before, other] = [await fieldsOf(a.id), await fieldsOf(b.id)];
    const take = ['name', 'email', 'tags', 'responsibleId', 'variables.city', 'variables.age', 'variables.none'];
    const id = await link(project, a.id, b.id, take);
    expect(await fieldsOf(a.id)).toEqual({
      ...{ name: 'Anna Belova', phone: '+79991234567', email: 'anna@example.com', tags: ['vip', 'shop'] },
      ...{ variables: { city: 'Moscow', size: 'L', age: 30 }, responsible_id: project.owner.id },
    });
    await unlink(project, id);
    expect(await fieldsOf(a.id)).toEqual(before);
    expect(await fieldsOf(b.id)).toEqual(other);
  });

  it('M3: stay when somebody has changed them since', async () => {
    const project = await newProject(core);
    const a = await made(project, { name: 'Anna', tags: [] });
    const b = await made(project, { name: 'Anna B', email: 'anna@example.com', tags: ['shop'] });
    const id = await link(project, a.id, b.id, ['name', 'email', 'tags']);
    const patch = { name: 'Anna Ivanova', tags: { add: ['mine'] } };
    await project.run((work) => changeContact(work, { contactId: a.id, patch }));
    await unlink(project, id);
    expect(await fieldsOf(a.id)).toMatchObject({ name: 'Anna Ivanova', email: null, tags: ['mine'] });
  });

  describe('M3: tags after a link was taken back are those of before and what was done since', () => {
    const tagsOf = async (contactId: ContactId) => (await fieldsOf(contactId)).tags;
    const retag = (project: TestProject, contactId: ContactId, tags: { add?: string[]; remove?: string[] }) =>
      project.run((work) => changeContact(work, { contactId, patch: { tags } }));
    const three = async () => {
      const project = await newProject(core);
      const a = await made(project, { tags: ['own'] });
      const b = await made(project, { tags: ['own', 'shop', 'vip'] });
      const c = await made(project, { tags: ['shop', 'late'] });
      return { project, a: a.id, b: b.id, c: c.id };
    };

    it('one that both had stays, one that was taken off and typed again, too', async () => {
      const { project, a, b } = await three();
      const id = await link(project, a, b, ['tags']);
      expect(await tagsOf(a)).toEqual(['own', 'shop', 'vip']);
      await retag(project, a, { remove: ['vip'] });
      await retag(project, a, { add: ['vip', 'new'] });
      await unlink(project, id);
      expect(await tagsOf(a)).toEqual(['own', 'vip', 'new']);
    });

    it('one that was taken off since does not come back', async () => {
      const { project, a, b } = await three();
      const id = await link(project, a, b, ['tags']);
      await retag(project, a, { remove: ['own'] });
      await unlink(project, id);
      expect(await tagsOf(a)).toEqual([]);
    });

    it('one that a later link offers as well goes with that link', async () => {
      const { project, a, b, c } = await three();
      const first = await link(project, a, b, ['tags']);
      const second = await link(project, a, c, ['tags']);
      await unlink(project, first);
      expect(await tagsOf(a)).toEqual(['own', 'shop', 'late']);
      await unlink(project, second);
      expect(await tagsOf(a)).toEqual(['own']);
    });

    it('one that an earlier link brought stays while that link does', async () => {
      const { project, a, b, c } = await three();
      const first = await link(project, a, b, ['tags']);
      const second = await link(project, a, c, ['tags']);
      await unlink(project, second);
      expect(await tagsOf(a)).toEqual(['own', 'shop', 'vip']);
      await unlink(project, first);
      expect(await tagsOf(a)).toEqual(['own']);
    });
  });

  it('are fields of a contact', async () => {
    const project = await newProject(core);
    const [a, b] = [await made(project, {}), await made(project, {})];
    await expect(link(project, a.id, b.id, ['personId'])).rejects.toMatchObject({ code: 'bad_input' });
  });

  it('M3: are as if a link had never been made, in whatever order links are taken back (property)', async () => {
    const order = fc.shuffledSubarray([0, 1, 2]);
    const takes = fc.array(fc.subarray(['name', 'email', 'variables.city']), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(order, takes, async (undone, take) => {
        const project = await newProject(core);
        const one = async (n: number) =>
          (await made(project, { name: `N${n}`, email: `n${n}@example.com`, variables: { city: `C${n}` } })).id;
        const primary = await one(0);
        const others = [await one(1), await one(2), await one(3)];
        const links = [];
        for (const [index, other] of others.entries()) {
          links.push(await link(project, primary, other, take[index] ?? []));
        }
        for (const index of undone) {
          const id = links[index];
          if (id) await unlink(project, id);
        }
        const expected = { name: 'N0', email: 'n0@example.com', 'variables.city': 'C0' };
        for (const [index, fields] of take.entries()) {
          if (undone.includes(index)) continue;
          if (fields.includes('name')) expected.name = `N${index + 1}`;
          if (fields.includes('email')) expected.email = `n${index + 1}@example.com`;
          if (fields.includes('variables.city')) expected['variables.city'] = `C${index + 1}`;
        }
        const { name, email, 'variables.city': city } = expected;
        expect(await fieldsOf(primary)).toMatchObject({ name, email, variables: { city } });
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});
