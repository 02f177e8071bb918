import type { Variables } from '../drizzle/schema/documents.ts';

/** `patch` laid over `variables`; null removes a variable. What the patch does not name stays. */
export function mergeVariables(variables: Variables, patch: Variables): Variables {
  const merged = { ...variables, ...patch };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}
