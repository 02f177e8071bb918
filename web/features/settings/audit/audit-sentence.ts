import type { TFunction } from 'i18next';
import type { AuditEntry } from '../../../../api/contract/audit.ts';
import { formatMoney } from '../../../ui/money.ts';

export interface AuditSentence {
  text: string;
  /** What changed, one a line: before → after. */
  lines: string[];
}

interface Words {
  t: TFunction<'audit'>;
  /** Names of pipelines, stages and members by their ids, as far as they still exist. */
  nameOf: (id: string) => string | undefined;
  language: string;
}

/** An entry in words. Whatever it has no words for yet is told by its kind, so that nothing is left out of the log. */
export function auditSentence({ kind, payload }: AuditEntry, words: Words): AuditSentence {
  const { t } = words;
  const change = textOf(payload.change) ?? 'done';
  const values = {
    name: textOf(payload.name) ?? textOf(payload.fileName) ?? '',
    to: textOf(payload.to) ?? '',
    role: textOf(payload.role) ?? '',
    number: payload.number ?? '',
    count: numberOf(payload.rows) ?? numberOf(payload.created) ?? numberOf(payload.count) ?? 0,
  };
  const key = `event.${kind.replace('.', '_')}`;
  const text = t(`${key}.${change}`, { ...values, defaultValue: t(`kind.${kind.replace('.', '_')}`) });
  return {
    text,
    lines: [
      ...changeLines(payload.changes, words),
      ...stageLines(payload.stages, words),
      ...handedOver(payload, words),
      ...(kind === 'deal.deleted' ? deletedDeal(payload, words) : []),
    ],
  };
}

function changeLines(changes: unknown, words: Words): string[] {
  return Object.entries(asRecord(changes)).flatMap(([field, change]) => {
    const { from, to } = asRecord(change);
    return leaves(field, from, to).map((leaf) => lineOf(leaf, words));
  });
}

interface Leaf {
  field: string;
  from: unknown;
  to: unknown;
}

/** Settings are kept as groups: of a group only what differs is told. */
function leaves(field: string, from: unknown, to: unknown): Leaf[] {
  if (!isGroup(from) && !isGroup(to)) return [{ field, from, to }];
  const [before, after] = [asRecord(from), asRecord(to)];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) return [];
    return leaves(`${field}.${key}`, before[key], after[key]);
  });
}

function lineOf({ field, from, to }: Leaf, words: Words): string {
  return `${fieldName(field, words.t)}: ${valueText(from, words)} → ${valueText(to, words)}`;
}

/** `settings.hideMerged` has a name of its own; a field without one is called as the last part of it. */
function fieldName(field: string, t: Words['t']): string {
  const bare = field.replace(/^settings\./, '');
  return t(`field|${bare}`, { keySeparator: '|', defaultValue: bare.split('.').at(-1) ?? bare });
}

function valueText(value: unknown, words: Words): string {
  const { t, nameOf } = words;
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map((one) => valueText(one, words)).join(', ');
  if (typeof value !== 'string') return String(value);
  return nameOf(value) ?? t(`value|${value}`, { keySeparator: '|', defaultValue: value });
}

function stageLines(stages: unknown, words: Words): string[] {
  if (!Array.isArray(stages)) return [];
  return stages.map(asRecord).flatMap((stage) => {
    const name = textOf(stage.name) ?? '';
    if (stage.change === 'added') return [words.t('stage.added', { name })];
    return changeLines(stage.changes, words).map((line) => words.t('stage.changed', { name, line }));
  });
}

function handedOver({ change, deals, tasks, contacts }: AuditEntry['payload'], { t }: Words): string[] {
  if (change !== 'handed_over') return [];
  return [t('handedOver', { deals, tasks, contacts })];
}

/** What it was, and whether it has been brought back since. */
function deletedDeal(payload: AuditEntry['payload'], { t, nameOf, language }: Words): string[] {
  const { pipelineName, stageName } = asRecord(payload.from);
  const status = textOf(payload.status);
  const place = payload.unsorted
    ? [t('deal.unsorted')]
    : [textOf(pipelineName), textOf(stageName), status && status !== 'open' && t(`value.${status}`)];
  const amount = numberOf(payload.amount);
  const responsible = textOf(payload.responsibleId);
  return [
    place.filter(Boolean).join(' · '),
    amount !== undefined && `${t('field.amount')}: ${formatMoney(amount, textOf(payload.currency) ?? 'RUB', language)}`,
    responsible !== null && `${t('field.responsible')}: ${nameOf(responsible) ?? '—'}`,
    payload.broughtBack === true && t('deal.broughtBack'),
  ].flatMap((line) => line || []);
}

function isGroup(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function asRecord(value: unknown): Record<string, unknown> {
  return isGroup(value) ? (value as Record<string, unknown>) : {}; // payloads are plain JSON
}
