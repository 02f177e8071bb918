import i18next from 'i18next';
import { describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../../../api/contract/audit.ts';
import { asId } from '../../../../kernel/ids.ts';
import en from '../../../locales/en/audit.json';
import ru from '../../../locales/ru/audit.json';
import { auditSentence } from './audit-sentence.ts';

await i18next.init({
  lng: 'ru',
  resources: { ru: { audit: ru }, en: { audit: en } },
  interpolation: { escapeValue: false },
});

function told(language: 'ru' | 'en', kind: AuditEntry['kind'], payload: Record<string, unknown>) {
  const actor = { kind: 'system' as const, reason: '' };
  const entry = { id: asId<'event'>('evt_1'), kind, actor, payload, at: '2026-01-01T00:00:00Z' };
  const nameOf = (id: string) => ({ stg_1: 'Оплата', mem_1: 'Ольга' })[id];
  return auditSentence(entry, { t: i18next.getFixedT(language, 'audit'), nameOf, language });
}

describe('D30: the audit log tells what was before and after', () => {
  test('of settings, only what differs within a group', () => {
    const intake = (acceptOnFirstStage: boolean) => ({ acceptOnFirstStage, pipelineId: null });
    const changes = { intake: { from: intake(true), to: intake(false) }, botSilentMinutes: { from: 30, to: 0 } };
    expect(told('ru', 'project.changed', { changes })).toEqual({
      text: 'Изменены настройки проекта',
      lines: ['Принимать заявки в первое состояние: да → нет', 'Бот молчит, минут: 30 → 0'],
    });
  });

  test('of a role, the switch by its name', () => {
    const changes = {
      'restriction.delete_stages': { from: false, to: true },
      'section.flows': { from: 'edit', to: 'none' },
    };
    expect(told('en', 'role.changed', { change: 'changed', name: 'Seller', changes })).toEqual({
      text: 'Role “Seller” changed',
      lines: ['May not delete pipeline stages: no → yes', 'Flows: view and edit → no access'],
    });
  });

  test('of a channel that the set-up file changed', () => {
    const changes = { name: { from: 'Old', to: 'Bot' } };
    expect(told('ru', 'channel.changed', { change: 'set_up', name: 'Bot', changes })).toEqual({
      text: 'Канал «Bot» изменён файлом настройки',
      lines: ['Название: Old → Bot'],
    });
    expect(told('en', 'channel.changed', { change: 'set_up', name: 'Bot', changes: {} }).text).toBe(
      'Channel “Bot” changed by the set-up file',
    );
  });

  test('of stages, with the names of what is meant by an id', () => {
    const stages = [
      { change: 'added', name: 'Договор', changes: {} },
      { change: 'changed', name: 'Новые', changes: { forbiddenTargets: { from: [], to: ['stg_1'] } } },
    ];
    expect(told('ru', 'pipeline.changed', { change: 'saved', name: 'Продажи', stages }).lines).toEqual([
      'Новое состояние «Договор»',
      'Состояние «Новые»: Запрещено переносить в: — → Оплата',
    ]);
  });

  test('of a deleted deal, where it was, its amount, whose it was, and that it is back', () => {
    const deal = {
      name: 'Диван',
      status: 'open',
      unsorted: null,
      amount: 150_000,
      currency: 'RUB',
      responsibleId: 'mem_1',
    };
    const from = { pipelineName: 'Продажи', stageName: 'Оплата' };
    expect(told('ru', 'deal.deleted', { ...deal, from })).toEqual({
      text: 'Удалена сделка «Диван»',
      lines: ['Продажи · Оплата', 'Сумма: 1\u00a0500\u00a0₽', 'Ответственный: Ольга'],
    });
    const unsorted = { name: 'Lead', status: 'open', unsorted: { why: 'setting' }, broughtBack: true };
    expect(told('en', 'deal.deleted', unsorted)).toEqual({
      text: 'Deal “Lead” deleted',
      lines: ['Unsorted', 'It has been brought back since'],
    });
    expect(told('en', 'deal.deleted', { ...deal, status: 'won', from }).lines[0]).toBe('Продажи · Оплата · won');
  });
});
