export type FieldChanges = Record<string, { from: unknown; to: unknown }>;

/**
 * What really differs, field by field, for an event's payload. Variables are told one by one as `variables.<name>`, so
 * that a timeline shows the one that changed and not the whole set.
 */
export function changedFields(before: object, after: object): FieldChanges {
  const old: Record<string, unknown> = { ...before };
  const changes: FieldChanges = {};
  for (const [field, to] of Object.entries(after)) {
    const from = old[field];
    if (field === 'variables') Object.assign(changes, changedVariables(from, to));
    else if (!isSame(from, to)) changes[field] = { from, to };
  }
  return changes;
}

function changedVariables(from: unknown, to: unknown): FieldChanges {
  const before: Record<string, unknown> = { ...(from as object) };
  const after: Record<string, unknown> = { ...(to as object) };
  const changes: FieldChanges = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [from, to] = [before[name] ?? null, after[name] ?? null];
    if (!isSame(from, to)) changes[`variables.${name}`] = { from, to };
  }
  return changes;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
