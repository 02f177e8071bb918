import { expect, test } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import {
  type DraftStage,
  isComplete,
  type SettingsDraft,
  saveBody,
  withNewStage,
  withoutStage,
} from './settings-draft.ts';

test('a new stage goes to the end, in a colour that no other wears', () => {
  const draft = withNewStage(draftWith([stage('One', 'blue')]), 'Two');
  expect(draft.stages.map(({ name }) => name)).toEqual(['One', 'Two']);
  expect(draft.stages[1]?.color).not.toBe('blue');
});

test('D3: a deleted stage is named with the one that takes its deals', () => {
  const [one, two] = [stage('One'), stage('Two')];
  const draft = withoutStage(draftWith([one, two]), one.key, two.id ?? null);
  expect(saveBody(draft, 3)).toMatchObject({
    version: 3,
    stages: [{ id: two.id, name: 'Two' }],
    deletedStages: [{ id: one.id, targetStageId: two.id }],
  });
});

test('D3: when the heir is deleted too, the first stage goes to the heir of the heir', () => {
  const [one, two, three] = [stage('One'), stage('Two'), stage('Three')];
  const once = withoutStage(draftWith([one, two, three]), one.key, two.id ?? null);
  const twice = withoutStage(once, two.key, three.id ?? null);
  expect(twice.deleted.map(({ targetStageId }) => targetStageId)).toEqual([three.id, three.id]);
});

test('a stage that was never saved goes without a word', () => {
  const draft = withNewStage(draftWith([]), 'New');
  const key = draft.stages[0]?.key ?? '';
  expect(withoutStage(draft, key, null)).toMatchObject({ stages: [], deleted: [] });
});

test('D4: a rule that forbids the way to a deleted stage goes with it', () => {
  const two = stage('Two');
  const one = { ...stage('One'), rules: { forbiddenTargets: [two.id ?? '', 'won'], requiredFields: [] } };
  const draft = withoutStage(draftWith([one, two]), two.key, one.id ?? null);
  expect(draft.stages[0]?.rules.forbiddenTargets).toEqual(['won']);
});

test('nothing is saved without names', () => {
  expect(isComplete(draftWith([stage(' ')]))).toBe(false);
  expect(isComplete(draftWith([stage('One')]))).toBe(true);
});

function stage(name: string, color: DraftStage['color'] = 'gray'): DraftStage {
  const id = newId('stage');
  return { key: id, id, name, color, rules: { forbiddenTargets: [], requiredFields: [] } };
}

function draftWith(stages: DraftStage[]): SettingsDraft {
  return {
    name: 'Sales',
    currency: 'RUB',
    stages,
    deleted: [],
    settings: {
      cardFields: [],
      cardVariables: [],
      systemStages: { unsorted: true, won: true, lost: true, archived: true },
      hideMerged: false,
      density: 'comfortable',
      sort: 'manual',
      showSums: true,
      rottingDays: null,
      rottingFrom: 'stage_entry',
    },
  };
}
