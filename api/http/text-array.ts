/** A list as PostgreSQL writes it, for `${textArray(ids)}::text[]`: the driver does not know array types by itself. */
export function textArray(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
