import { describe, expect, it, test } from 'vitest';
import { eventsOf, memberActor, newContact, newDeal, newProject, testCore } from '../../test/builders.ts';
import { changeContact } from '../contacts/change-contact.ts';
import { changeDeal } from '../deals/change-deal.ts';
import { deleteDeal } from '../deals/delete-deal.ts';
import { createField } from '../fields/create-field.ts';
import { builtInRoles } from '../members/permissions.ts';
import { beginFile } from './begin-file.ts';
import { cleanFileName } from './clean-file-name.ts';
import { forgetUnfinishedFiles, maxFileBytes, readBytes, storeBytes } from './file-bytes.ts';
import { finishFile } from './finish-file.ts';
import { getFile } from './get-file.ts';
import { removeFile } from './remove-file.ts';
import { isShowable, sniffContentType } from './sniff-content-type.ts';

const core = await testCore();

async function* inParts(bytes: Buffer, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function added(
  project: Awaited<ReturnType<typeof newProject>>,
  on: Parameters<typeof beginFile>[1],
  bytes: Buffer,
) {
  const file = await project.run((work) => beginFile(work, on));
  const stored = await storeBytes(core.db, file, inParts(bytes, 70_001));
  if (stored.kind !== 'stored') throw new Error(stored.kind);
  return project.run((work) => finishFile(work, { ...stored, fileId: file.id }));
}

const chunksOf = async (fileId: string) =>
  (await core.db.sql`select 1 from file_chunks where file_id = ${fileId}`).length;

describe('D11: a file on a deal', () => {
  it('comes back byte by byte, and its coming and going are told', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project);
    const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, at) => at % 251));
    const file = await added(project, { name: 'Plan.bin', dealId: deal.id }, bytes);
    expect(file).toMatchObject({ size: 700_000, contentType: 'application/octet-stream' });
    expect(await chunksOf(file.id)).toBe(3);
    const pieces: Buffer[] = [];
    for await (const piece of readBytes(core.db, file)) pieces.push(piece);
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    await project.run((work) => removeFile(work, { fileId: file.id }));
    expect(await chunksOf(file.id)).toBe(0);
    expect((await eventsOf(core, { dealId: deal.id })).slice(1)).toMatchObject([
      { kind: 'file.added', payload: { name: 'Plan.bin', size: 700_000 } },
      { kind: 'file.removed', payload: { name: 'Plan.bin' } },
    ]);
  });

  it('is not there before all of it is, and what never came whole is forgotten after a day', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project);
    const half = await project.run((work) => beginFile(work, { name: 'Half.txt', dealId: deal.id }));
    await storeBytes(core.db, half, inParts(Buffer.from('half'), 4));
    const whole = await added(project, { name: 'Whole.txt', dealId: deal.id }, Buffer.from('whole'));
    await expect(project.run((work) => getFile(work, half.id, 'view'))).rejects.toMatchObject({ code: 'not_found' });
    expect(await forgetUnfinishedFiles(core.db, core.clock.now())).toBe(0);
    expect(await forgetUnfinishedFiles(core.db, new Date(core.clock.now().getTime() + 25 * 3_600_000))).toBe(1);
    expect(await chunksOf(half.id)).toBe(0);
    expect(await chunksOf(whole.id)).toBe(1);
  });

  it('ends at twenty megabytes: nothing beyond is read or kept', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project);
    const file = await project.run((work) => beginFile(work, { name: 'Film', dealId: deal.id }));
    let read = 0;
    async function* endless() {
      const megabyte = Buffer.alloc(1024 * 1024, 'x');
      for (;;) {
        read += megabyte.length;
        yield megabyte;
      }
    }
    expect(await storeBytes(core.db, file, endless())).toEqual({ kind: 'too_large' });
    expect(read).toBeLessThanOrEqual(maxFileBytes + 1024 * 1024);
  });

  it('goes with its deal', async () => {
    const project = await newProject(core);
    const deal = await newDeal(project, { unsorted: { kind: 'setting_off' } });
    const file = await added(project, { name: 'Plan.txt', dealId: deal.id }, Buffer.from('plan'));
    await project.run((work) => deleteDeal(work, { dealId: deal.id }));
    expect(await chunksOf(file.id)).toBe(0);
  });

  it('is not removed while a custom field of the deal or its contact holds it, and goes once the field is cleared', async () => {
    const project = await newProject(core);
    for (const entity of ['deal', 'contact'] as const) {
      await project.run((work) => createField(work, { entity, name: 'Contract', key: 'contract', type: 'file' }));
    }
    const contact = await newContact(project);
    const deal = await newDeal(project, { contactId: contact.id });
    const file = await added(project, { name: 'Contract.pdf', dealId: deal.id }, Buffer.from('signed'));
    const remove = () => project.run((work) => removeFile(work, { fileId: file.id }));
    const ofDeal = (contract: string | null) =>
      project.run((work) => changeDeal(work, { dealId: deal.id, patch: { variables: { contract } } }));
    const ofContact = (contract: string | null) =>
      project.run((work) => changeContact(work, { contactId: contact.id, patch: { variables: { contract } } }));
    await ofDeal(file.id);
    await ofContact(file.id);
    const refused = { code: 'refused', details: { why: 'file_in_use', field: 'Contract' } };
    await expect(remove()).rejects.toMatchObject(refused);
    await ofDeal(null);
    await expect(remove()).rejects.toMatchObject(refused);
    expect(await chunksOf(file.id)).toBe(1);
    await ofContact(null);
    await remove();
    expect(await chunksOf(file.id)).toBe(0);
  });

  it('D30: of somebody else is hidden from who sees only his own deals, and a contact’s from who sees no contacts', async () => {
    const project = await newProject(core);
    const [deal, contact] = [await newDeal(project, { responsibleId: null }), await newContact(project)];
    const onDeal = await added(project, { name: 'A', dealId: deal.id }, Buffer.from('a'));
    const onContact = await added(project, { name: 'B', contactId: contact.id }, Buffer.from('b'));
    const shy = memberActor(project.owner, 'Shy', { ...builtInRoles.owner, mayNot: ['see_others_deals'] });
    await expect(project.run((work) => getFile(work, onDeal.id, 'view'), shy)).rejects.toMatchObject({
      code: 'not_found',
    });
    const sections = { ...builtInRoles.owner.sections, contacts: 'none' as const };
    const blind = memberActor(project.owner, 'Blind', { sections, mayNot: [] });
    await expect(project.run((work) => getFile(work, onContact.id, 'view'), blind)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('is on one thing, not on two and not on none', async () => {
    const project = await newProject(core);
    const [deal, contact] = [await newDeal(project), await newContact(project)];
    for (const on of [{}, { dealId: deal.id, contactId: contact.id }]) {
      const made = project.run((work) => beginFile(work, { name: 'X', ...on }));
      await expect(made).rejects.toMatchObject({ code: 'bad_input' });
    }
  });
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\olga\\Смета.xlsx', 'Смета.xlsx'],
  ['photo\u202Egpj.exe', 'photogpj.exe'],
  ['a\u0000b\n.txt', 'ab.txt'],
  ['..', 'file'],
  ['.env', 'env'],
  [`${'я'.repeat(300)}.docx`, `${'я'.repeat(115)}.docx`],
  ['what?<1>.pdf', 'what__1_.pdf'],
])('the name %s becomes %s', (name, clean) => {
  expect(cleanFileName(name)).toBe(clean);
});

test.each([
  ['\x89PNG\r\n\x1a\n....', 'a.txt', 'image/png', true],
  ['%PDF-1.7', 'a.png', 'application/pdf', true],
  ['PK\x03\x04....', 'Offer.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', false],
  ['PK\x03\x04....', 'a.exe', 'application/zip', false],
  ['<html><script>alert(1)</script>', 'a.png', 'text/plain', true],
  ['<svg onload="alert(1)"/>', 'a.svg', 'text/plain', true],
  ['name;phone', 'a.csv', 'text/csv', false],
  ['MZ\x00\x01\x02', 'a.jpg', 'application/octet-stream', false],
])('%j named %s is %s', (head, name, contentType, showable) => {
  expect(sniffContentType(Buffer.from(head, 'latin1'), name)).toBe(contentType);
  expect(isShowable(contentType)).toBe(showable);
});
