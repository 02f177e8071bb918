import type { BuiltInRole } from '../../../../crm-core/members/permissions.ts';

const builtIn: readonly BuiltInRole[] = ['owner', 'administrator', 'editor', 'operator'];

/** Built-in roles are named in the reader's language, the project's own as they are. */
export function roleName({ kind, name }: { kind: string; name: string }, t: (key: string) => string): string {
  return builtIn.some((one) => one === kind) ? t(`roles.${kind}`) : name;
}
