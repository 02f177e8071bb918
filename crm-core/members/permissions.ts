/** What a role may do (PRODUCT S17, D30). Read by `crm-core` policies, by API keys, and mirrored in the interface. */
export interface Permissions {
  sections: Record<Section, Level>;
  /** Switches that take something away from an otherwise allowed section. */
  mayNot: Restriction[];
}

export const sections = ['crm', 'contacts', 'inbox', 'flows', 'tasks', 'settings', 'members'] as const;
export type Section = (typeof sections)[number];

export const levels = ['none', 'view', 'edit'] as const;
export type Level = (typeof levels)[number];

export const restrictions = [
  'delete_stages',
  'see_others_deals',
  'export',
  'delete_contacts',
  'override_stage_rules',
] as const;
export type Restriction = (typeof restrictions)[number];

export type BuiltInRole = 'owner' | 'administrator' | 'editor' | 'operator';

const everything: Permissions = {
  sections: {
    crm: 'edit',
    contacts: 'edit',
    inbox: 'edit',
    flows: 'edit',
    tasks: 'edit',
    settings: 'edit',
    members: 'edit',
  },
  mayNot: [],
};

export const builtInRoles: Record<BuiltInRole, Permissions> = {
  owner: everything,
  administrator: everything,
  editor: {
    sections: { ...everything.sections, settings: 'view', members: 'view' },
    mayNot: ['override_stage_rules'],
  },
  operator: {
    sections: { ...everything.sections, flows: 'view', settings: 'none', members: 'view' },
    mayNot: ['delete_stages', 'export', 'delete_contacts', 'override_stage_rules'],
  },
};

export function allows(permissions: Permissions, section: Section, level: Exclude<Level, 'none'>): boolean {
  return levels.indexOf(permissions.sections[section]) >= levels.indexOf(level);
}
