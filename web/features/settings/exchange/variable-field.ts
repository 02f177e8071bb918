/** The variable that a header would make: `Дата рождения` → `contact.дата_рождения`; undefined when nothing is left of it. */
export function variableField(entity: 'deal' | 'contact', header: string): string | undefined {
  const name = header
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^[_\p{N}]+|_+$/gu, '')
    .slice(0, 64);
  return name === '' ? undefined : `${entity}.${name}`;
}
