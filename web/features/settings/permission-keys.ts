import type { Level, Restriction, Section } from '../../../crm-core/members/permissions.ts';

/** The browser may not run the core; its compiler still checks that these lists are the core's. */
const sections: Record<Section, true> = {
  crm: true,
  contacts: true,
  inbox: true,
  tasks: true,
  flows: true,
  settings: true,
  members: true,
};
const restrictions: Record<Restriction, true> = {
  see_others_deals: true,
  delete_stages: true,
  override_stage_rules: true,
  delete_contacts: true,
  export: true,
};
const levels: Record<Level, true> = { none: true, view: true, edit: true };

// `Object.keys` forgets what the records above prove.
export const sectionKeys = Object.keys(sections) as Section[];
export const restrictionKeys = Object.keys(restrictions) as Restriction[];
export const levelKeys = Object.keys(levels) as Level[];
