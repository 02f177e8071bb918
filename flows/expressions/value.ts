/** Everything that an expression can read, compute and give back: plain JSON, so that it can be stored as it is. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

/** What a name may resolve to. A name that nobody set is `null`. */
export interface Scope {
  deal: Record<string, Value>;
  contact: Record<string, Value>;
  project: Record<string, Value>;
  /** The running flow's own values: `answer`, `message`, `http` … */
  local: Record<string, Value>;
  now: Date;
  /** IANA name, for example `Europe/Moscow`. */
  timeZone: string;
}

/** In the order in which a bare name is looked up. Their own names cannot be shadowed. */
const scopeParts = ['local', 'deal', 'contact', 'project'] as const;

/** What a bare name stands for: a part of the scope as a whole, else the first part that has it. */
export function resolveName(name: string, scope: Scope): Value {
  for (const part of scopeParts) if (part === name) return scope[part];
  for (const part of scopeParts) {
    if (Object.hasOwn(scope[part], name)) return readKey(scope[part], name);
  }
  return null;
}

/** The value at a dotted path such as `deal.amount`, for forms in which a path is picked and not written as an expression. */
export function readPath(path: string, scope: Scope): Value {
  const [start = '', ...keys] = path.split('.');
  return keys.reduce<Value>(readKey, resolveName(start, scope));
}

/**
 * The one way into a value. Own properties only, so that no expression ever sees a prototype, and data only: whatever a
 * careless caller put into the scope, a function or another foreign thing reads as `null`.
 */
export function readKey(of: Value, key: Value): Value {
  if (typeof key !== 'string' && typeof key !== 'number') return null;
  if (typeof of === 'string' || Array.isArray(of)) {
    if (key === 'length') return of.length;
    const index = key === '' ? Number.NaN : Number(key);
    return Number.isInteger(index) ? asData(of[index]) : null;
  }
  if (of === null || typeof of !== 'object') return null;
  return Object.hasOwn(of, key) ? asData(of[key]) : null;
}

/** The value itself when it is data, else `null`. Looks at the value only, not inside. */
export function asData(value: unknown): Value {
  switch (typeof value) {
    case 'boolean':
    case 'string':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'object':
      return isPlain(value) ? value : null;
    default:
      return null;
  }
}

/** Lists and plain objects; not dates, maps or instances, whose JSON form differs from what they are. */
function isPlain(value: object | null): value is Value[] | { [key: string]: Value } {
  if (value === null || Array.isArray(value)) return value !== null;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Not set: `null` or an empty text. What `??` replaces and `empty()` tells. */
export function isBlank(value: Value): boolean {
  return value === null || value === '';
}

/** How a value counts in a condition: unset, `false`, `0`, an empty text and an empty list are false. */
export function isTruthy(value: Value): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
