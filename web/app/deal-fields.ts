import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DealField, dealFields, type FieldKind } from '../../api/contract/deal-filter.ts';
import type { FieldType, FieldView } from '../../api/contract/fields.ts';
import { pipelinesQuery, usePermissions, useProject, useProjectId } from './session.ts';

export const fieldGroups = ['deal', 'contact', 'dealVariables', 'contactVariables'] as const;
type FieldGroup = (typeof fieldGroups)[number];

/** A field of a deal or of its contact with its name in the reader's language. */
export interface NamedField {
  /** As filters, columns and saved views know it. */
  key: string;
  name: string;
  kind: FieldKind;
  group: FieldGroup;
  /** Can be asked for, but is no column. */
  onlyAsked?: true;
  /** Of a variable that the project has declared as a field: what it holds. */
  holds?: FieldType;
  choices?: { value: string; color: string }[];
  currency?: string;
}

const inOrder: DealField[] = [
  'name',
  'stage',
  'reached',
  'status',
  'amount',
  'responsible',
  'tags',
  'channel',
  'next_task',
  'last_message',
  'stage_entered',
  'created',
  'updated',
  'closed',
  'close_reason',
  'description',
  'pipeline',
  'contact.name',
  'contact.phone',
  'contact.email',
  'contact.tags',
  'contact.responsible',
];

/** Every field that this member may see: the fixed ones, the project's own, and variables on cards that nobody declared. */
export function useDealFields(): NamedField[] {
  const { t } = useTranslation('fields');
  const { may } = usePermissions();
  const { data: pipelines } = useQuery(pipelinesQuery(useProjectId()));
  const declared = useProject()?.fields;
  const [contacts, tasks, inbox] = [may('contacts', 'view'), may('tasks', 'view'), may('inbox', 'view')];

  return useMemo(() => {
    const own = (declared ?? []).map(ownField);
    const known = new Set(own.map(({ key }) => key));
    const onCards = (pipelines ?? []).flatMap(({ settings }) => settings.cardVariables.map((name) => `deal.${name}`));
    const undeclared = [...new Set(onCards)].filter((key) => !known.has(key)).sort();
    const unseen = ({ key, group }: NamedField) =>
      (key === 'next_task' && !tasks) ||
      (key === 'last_message' && !inbox) ||
      ((group === 'contact' || group === 'contactVariables') && !contacts);
    return [...inOrder.map((key) => fixedField(key, t)), ...own, ...undeclared.map(cardVariable)].filter(
      (field) => !unseen(field),
    );
  }, [pipelines, declared, contacts, tasks, inbox, t]);
}

function fixedField(key: DealField, t: TFunction<'fields'>): NamedField {
  return {
    key,
    // The names have points in them, which otherwise separate levels.
    name: t(`name|${key}`, { keySeparator: '|' }),
    kind: dealFields[key],
    ...(key === 'reached' && { onlyAsked: true }),
    group: key.startsWith('contact.') ? 'contact' : 'deal',
  };
}

function ownField({ entity, key, name, type, options }: FieldView): NamedField {
  return {
    key: `${entity}.${key}`,
    name,
    kind: 'variable',
    group: entity === 'deal' ? 'dealVariables' : 'contactVariables',
    holds: type,
    ...(options.choices && { choices: options.choices }),
    ...(options.currency && { currency: options.currency }),
  };
}

function cardVariable(key: string): NamedField {
  return { key, name: key.slice('deal.'.length), kind: 'variable', group: 'dealVariables' };
}
