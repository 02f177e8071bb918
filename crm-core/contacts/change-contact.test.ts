import { describe, expect, it } from 'vitest';
import { eventsOf, newContact, newProject, testCore } from '../../test/builders.ts';
import { type ContactPatch, changeContact } from './change-contact.ts';
import { createContact } from './create-contact.ts';
import { findByPhone } from './find-by-phone.ts';

const core = await testCore();

describe('S12: a contact', () => {
  it('has name, phone, e-mail, variables, tags and a responsible member, and is a person of its own', async () => {
    const project = await newProject(core, { settings: { country: 'RU' } });
    const contact = await project.run((work) =>
      createContact(work, {
        name: 'Anna',
        phone: '8 (999) 123-45-67',
        email: ' anna@example.com ',
        variables: { city: 'Tver' },
        tags: ['vip', ' vip ', ''],
        responsibleId: project.owner.id,
      }),
    );
    expect(contact).toMatchObject({ phone: '+79991234567', email: 'anna@example.com', tags: ['vip'] });
    const person = await project.run((work) => work.people.get(contact.personId));
    expect(person).toMatchObject({ primaryContactId: contact.id, currentDealId: null });
  });

  it('takes a phone that the messenger vouches for as it is, unless it is none at all', async () => {
    const project = await newProject(core);
    const withPhone = (attestedPhone: string) => project.run((work) => createContact(work, { attestedPhone }));
    expect((await withPhone('+77000000000')).phone).toBe('+77000000000');
    expect((await withPhone('anonymous')).phone).toBeNull();
    expect((await withPhone('anonymous')).name).toBe('Unnamed');
  });

  it('is changed field by field, and each change is told', async () => {
    const project = await newProject(core, { settings: { country: 'RU' } });
    const contact = await newContact(project, { variables: { city: 'Tver', age: 3 } });
    const patch: ContactPatch = {
      phone: '9991234567',
      variables: { age: null, size: 'L' },
      tags: ['a'],
      blocked: true,
      unsubscribed: true,
    };
    await project.run((work) => changeContact(work, { contactId: contact.id, patch }));
    const { changes } = (await eventsOf(core, { contactId: contact.id })).at(-1)?.payload ?? {};
    const now = core.clock.now().toISOString();
    expect(changes).toEqual({
      phone: { from: null, to: '+79991234567' },
      'variables.age': { from: 3, to: null },
      'variables.size': { from: null, to: 'L' },
      tags: { from: [], to: ['a'] },
      blockedAt: { from: null, to: now },
      unsubscribedAt: { from: null, to: now },
    });
    core.clock.advance(1_000);
    await project.run((work) => changeContact(work, { contactId: contact.id, patch: { blocked: true } }));
    expect(await eventsOf(core, { contactId: contact.id })).toHaveLength(2);
    const freed = await project.run((work) =>
      changeContact(work, { contactId: contact.id, patch: { blocked: false, unsubscribed: false, phone: null } }),
    );
    expect(freed).toMatchObject({ blockedAt: null, unsubscribedAt: null, phone: null });
  });

  it('takes no wrong phone, e-mail or empty name', async () => {
    const project = await newProject(core);
    const contact = await newContact(project);
    for (const patch of [{ phone: '12345' }, { email: 'anna' }, { name: ' ' }]) {
      const changed = project.run((work) => changeContact(work, { contactId: contact.id, patch }));
      await expect(changed).rejects.toMatchObject({ code: 'bad_input' });
    }
  });

  it('D12: is found by phone however it is typed, within its project', async () => {
    const project = await newProject(core, { settings: { country: 'RU' } });
    const stranger = await newProject(core, { settings: { country: 'RU' } });
    const contact = await newContact(project, { phone: '+79991234567' });
    await newContact(stranger, { phone: '+79991234567' });
    const found = await project.run((work) => findByPhone(work, '8 999 123 45 67'));
    expect(found.map((one) => one.id)).toEqual([contact.id]);
    expect(await project.run((work) => findByPhone(work, 'nobody'))).toEqual([]);
  });

  it('is not found in another project', async () => {
    const project = await newProject(core);
    const foreign = await newContact(await newProject(core));
    const changed = project.run((work) => changeContact(work, { contactId: foreign.id, patch: { name: 'Mine' } }));
    await expect(changed).rejects.toMatchObject({ code: 'not_found' });
  });
});
