import { describe, expect, it } from 'vitest';
import { asId } from '../../kernel/ids.ts';
import type { Row } from '../work/tables.ts';
import { isRequirableField, type Move, missingFields, objection } from './stage-rules.ts';

const at = new Date('2026-01-15T09:00:00Z');

const emptyDeal: Row<'deals'> = {
  id: asId('deal_1'),
  projectId: asId('prj_1'),
  contactId: asId('con_1'),
  name: '',
  description: '',
  amount: null,
  currency: 'RUB',
  responsibleId: null,
  pipelineId: asId('pip_1'),
  stageId: asId('stg_1'),
  status: 'open',
  rank: 'a0',
  unsorted: null,
  closeReason: null,
  closedAt: null,
  stageEnteredAt: at,
  variables: {},
  tags: [],
  version: 1,
  createdAt: at,
  updatedAt: at,
};

const emptyContact: Row<'contacts'> = {
  id: asId('con_1'),
  projectId: asId('prj_1'),
  personId: asId('per_1'),
  name: '',
  phone: null,
  email: null,
  variables: {},
  tags: [],
  responsibleId: null,
  blockedAt: null,
  unsubscribedAt: null,
  version: 1,
  createdAt: at,
  updatedAt: at,
};

const everyField = [
  'name',
  'amount',
  'responsible',
  'description',
  'contact.name',
  'contact.phone',
  'contact.email',
  'deal.size',
  'contact.city',
];

describe('D4: required fields', () => {
  it('are all missing from an empty deal, and from a deal without a contact', () => {
    expect(missingFields(everyField, emptyDeal, emptyContact)).toEqual(everyField);
    const ofContact = everyField.filter((field) => field.startsWith('contact.'));
    expect(missingFields(ofContact, emptyDeal, undefined)).toEqual(ofContact);
  });

  it('are none when everything is filled; zero and "no" are values', () => {
    const deal = {
      ...emptyDeal,
      name: 'Chairs',
      amount: 0,
      responsibleId: asId<'member'>('mem_1'),
      description: 'Ten',
      variables: { size: false },
    };
    const contact = { ...emptyContact, name: 'Anna', phone: '+7999', email: 'a@b.c', variables: { city: 0 } };
    expect(missingFields(everyField, deal, contact)).toEqual([]);
  });

  it.each([' ', null, [], {}])('count %j as empty', (value) => {
    const deal = { ...emptyDeal, variables: { size: value } };
    expect(missingFields(['deal.size'], deal, undefined)).toEqual(['deal.size']);
  });

  it('can be fields of the deal, of the contact, and variables; nothing else', () => {
    expect(everyField.every(isRequirableField)).toBe(true);
    expect(['budget', 'deal.', 'contact', 'stage.name', ''].some(isRequirableField)).toBe(false);
  });
});

describe('D4: forbidden targets', () => {
  const stage = (id: string, rules: Row<'stages'>['rules']): Row<'stages'> => ({
    id: asId(id),
    projectId: asId('prj_1'),
    pipelineId: asId('pip_1'),
    name: id,
    color: 'blue',
    position: 'a0',
    rules,
    version: 1,
  });
  const from = stage('stg_1', { forbiddenTargets: ['stg_2', 'lost'], requiredFields: [] });
  const move: Move = {
    deal: emptyDeal,
    contact: undefined,
    from,
    to: stage('stg_2', { forbiddenTargets: [], requiredFields: ['amount'] }),
    manual: true,
  };

  it('stop a move by hand before its fields are asked for, and no other', () => {
    expect(objection(move)).toMatchObject({ why: 'forbidden_target', message: expect.stringContaining('stg_2') });
    expect(objection({ ...move, manual: false })).toMatchObject({ why: 'missing_fields', fields: ['amount'] });
    expect(objection({ ...move, from: undefined })).toMatchObject({ why: 'missing_fields' });
    const elsewhere = stage('stg_3', { forbiddenTargets: ['stg_1'], requiredFields: [] });
    expect(objection({ ...move, to: elsewhere })).toBeUndefined();
  });
});
