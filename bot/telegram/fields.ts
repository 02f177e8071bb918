/**
 * Reads values that came from outside. The type parameter lends the field names of grammY's types, so that a misspelt
 * field does not compile, while every value stays `unknown` until it has been looked at.
 */
export type Fields<T> = { readonly [Key in keyof T]?: unknown };

export function fieldsOf<T>(value: unknown): Fields<T> | undefined {
  // A border: an object promises nothing about its fields, and `Fields` asks for nothing else.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields<T>) : undefined;
}

/** A text that is there and not empty. */
export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Telegram's ids have up to 52 significant bits: exact in a JavaScript number, kept by us as text. */
export function idIn(value: unknown): string | undefined {
  return Number.isSafeInteger(value) ? String(value) : undefined;
}
