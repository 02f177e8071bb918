import { exchangeFieldKeys, exchangeFields, isFieldOf } from './import-fields.ts';

/** A custom field or a variable that the project has already. */
export interface KnownVariable {
  /** `deal.<key>` or `contact.<key>`. */
  field: string;
  name: string;
}

/** The field that each header seems to name, in either language; null where none does. No field is given twice. */
export function guessColumns(
  entity: 'contact' | 'deal',
  headers: readonly string[],
  variables: readonly KnownVariable[] = [],
): (string | null)[] {
  const names = dictionaryOf(entity, variables);
  const taken = new Set<string>();
  return headers.map((header) => {
    const field = names.get(fold(header)) ?? (isFieldOf(entity, header.trim()) ? header.trim() : undefined);
    if (!field || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}

function dictionaryOf(entity: 'contact' | 'deal', variables: readonly KnownVariable[]): Map<string, string> {
  const names = new Map<string, string>();
  const add = (name: string, field: string) => {
    if (!names.has(fold(name))) names.set(fold(name), field);
  };
  for (const { field, name } of variables) if (isFieldOf(entity, field)) add(name, field);
  for (const [name, field] of entity === 'contact' ? ofContacts : []) add(name, field);
  for (const field of exchangeFieldKeys) {
    if (!isFieldOf(entity, field)) continue;
    const { ru, en } = exchangeFields[field];
    for (const name of [...ru, ...en]) add(name, field);
  }
  return names;
}

/** In a file of contacts these words are about the contact, in a file of deals about the deal. */
const ofContacts = [
  ['Название', 'contact.name'],
  ['Name', 'contact.name'],
  ['ID', 'contact.id'],
  ['Ответственный', 'contact.responsible'],
  ['Менеджер', 'contact.responsible'],
  ['Responsible', 'contact.responsible'],
  ['Owner', 'contact.responsible'],
  ['Manager', 'contact.responsible'],
  ['Теги', 'contact.tags'],
  ['Метки', 'contact.tags'],
  ['Tags', 'contact.tags'],
  ['Labels', 'contact.tags'],
  ['Создан', 'contact.created'],
  ['Дата создания', 'contact.created'],
  ['Created', 'contact.created'],
  ['Created at', 'contact.created'],
] as const;

/** `E-Mail:` and `email` are one word. */
function fold(header: string): string {
  return header
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
