/** A variable's value as people read it. */
export function variableText(value: unknown, language: string): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'number') return new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(value);
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  if (Array.isArray(value)) return value.map((one) => variableText(one, language)).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What a person typed into a variable's field: a number when it is one, as it was otherwise. */
export function typedVariable(text: string): string | number | boolean {
  const bare = text.trim();
  if (bare === 'true') return true;
  if (bare === 'false') return false;
  // Long digit rows and leading zeros are phones and codes, not amounts.
  if (/^-?(0|[1-9]\d{0,14})([.,]\d{1,6})?$/.test(bare)) return Number(bare.replace(',', '.'));
  return text;
}
