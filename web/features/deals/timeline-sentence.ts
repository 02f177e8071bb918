import type { TFunction } from 'i18next';
import type { TimelineEntry } from '../../../api/contract/deals.ts';
import { formatMoney } from '../../ui/money.ts';
import { variableText } from '../../ui/variable-text.ts';

export interface Sentence {
  text: string;
  /** Details below it, one a line. */
  lines: string[];
  /** The stage that was left, when the entry tells how long it lasted. */
  left: string | null;
}

interface Words {
  t: TFunction<'deals'>;
  language: string;
  memberName: (id: unknown) => string | null;
  /** Of a custom field its name, else the variable's own. */
  variableName: (entity: 'deal' | 'contact', key: string) => string;
}

/** An entry in words; nothing for what only boards need to know (a card's place in its column). */
export function sentenceOf({ kind, payload }: TimelineEntry, words: Words): Sentence | undefined {
  const { t } = words;
  const say = (text: string, lines: string[] = [], left: string | null = null): Sentence => ({ text, lines, left });
  const to = placeName(payload.to);
  const from = placeName(payload.from);
  const title = textOf(payload.title) ?? '';
  const reason = textOf(payload.reason);
  const why = reason ? [t('event.reason', { reason })] : [];
  const overridden = textOf(asRecord(payload.overridden).reason) ?? textOf(payload.overridden);
  const override = overridden ? [t('event.overridden', { reason: overridden })] : [];

  switch (kind) {
    case 'deal.created':
      return say(t(to ? 'event.created' : 'event.createdUnsorted', { to }));
    case 'deal.moved':
      return say(t('event.moved', { from: from ?? t('status.unsorted'), to }), override, from);
    case 'deal.accepted':
      return say(t('event.accepted', { to }), override, t('status.unsorted'));
    case 'deal.unaccepted':
      return say(t('event.unaccepted'), [], from);
    case 'deal.won':
    case 'deal.lost':
    case 'deal.archived':
      return say(t(`event.${kind.slice('deal.'.length)}`), [...why, ...override], from);
    case 'deal.restored':
      return say(t('event.restored', { to: to ?? t('status.unsorted') }));
    case 'deal.responsible_changed':
      return say(t('event.responsible', { to: textOf(asRecord(payload.to).name) ?? t('nobody') }));
    case 'deal.changed':
      return changed(payload, 'deal', words);
    case 'task.created':
    case 'task.done':
    case 'task.changed':
    case 'task.removed':
      return say(t(`event.${kind.replace('.', '_')}`, { title }));
    case 'note.created':
    case 'note.removed':
      return say(t(`event.${kind.replace('.', '_')}`), textOf(payload.text) ? [textOf(payload.text) ?? ''] : []);
    case 'note.changed':
      return say(t('event.note_changed'), [`${textOf(payload.before) ?? '—'} → ${textOf(payload.text) ?? '—'}`]);
    case 'deal.deleted':
      return say(t('event.deal_deleted', { name: textOf(payload.name) ?? '' }));
    case 'contact.deleted':
    case 'file.added':
    case 'file.removed':
      return say(t(`event.${kind.replace('.', '_')}`, { name: textOf(payload.name) ?? '' }));
    case 'contact.changed':
      return changed(payload, 'contact', words) ?? say(t('event.contact_changed'));
    case 'contact.linked':
    case 'contact.unlinked':
    case 'contact.created':
    case 'conversation.started':
    case 'conversation.changed':
    case 'notification.created':
    case 'conversation.handed_over':
    case 'conversation.given_back':
      return say(t(`event.${kind.replace('.', '_')}`), why);
    default:
      return undefined;
  }
}

function changed(payload: Record<string, unknown>, entity: 'deal' | 'contact', words: Words): Sentence | undefined {
  const { t } = words;
  if (payload.change === 'made_current') return { text: t('event.madeCurrent'), lines: [], left: null };
  if (payload.change === 'undone') return { text: t('event.undone'), lines: [], left: null };
  const changes = Object.entries(asRecord(payload.changes));
  if (changes.length === 0) return undefined;
  const currency = textOf(payload.currency) ?? 'RUB';
  const lines = changes.map(([field, change]) => {
    const { from, to } = asRecord(change);
    const name = field.startsWith('variables.')
      ? words.variableName(entity, field.slice('variables.'.length))
      : t(`fields.${field}`, { defaultValue: field });
    if (field === 'description') return name;
    return `${name}: ${valueText(field, from, currency, words)} → ${valueText(field, to, currency, words)}`;
  });
  const [first] = lines;
  if (lines.length === 1 && first) return { text: first, lines: [], left: null };
  return { text: t('event.changed'), lines, left: null };
}

function valueText(field: string, value: unknown, currency: string, { language, memberName }: Words): string {
  if (value === null || value === undefined || value === '') return '—';
  if (field === 'amount' && typeof value === 'number') return formatMoney(value, currency, language);
  if (field === 'responsibleId') return memberName(value) ?? '—';
  return variableText(value, language);
}

/** A place as events keep it: with the names of that moment. */
function placeName(place: unknown): string | null {
  return textOf(asRecord(place).stageName);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}; // payloads are plain JSON
}
