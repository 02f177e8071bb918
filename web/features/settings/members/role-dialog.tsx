import { Alert, Button, Checkbox, Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { Permissions, Restriction, Section } from '../../../../crm-core/members/permissions.ts';
import { call } from '../../../app/api.ts';
import { useMembership } from '../../../app/session.ts';
import { toastDone } from '../../../ui/toast.tsx';
import { levelKeys, sectionKeys } from '../permission-keys.ts';
import classes from './role-dialog.module.css';
import { useMemberCommand } from './use-members.ts';

export interface RoleDraft {
  /** Missing: a new one. */
  id?: string;
  name: string;
  permissions: Permissions;
  changeable: boolean;
}

export const emptyRole: Permissions = {
  sections: {
    crm: 'edit',
    contacts: 'edit',
    inbox: 'edit',
    tasks: 'edit',
    flows: 'none',
    settings: 'none',
    members: 'none',
  },
  mayNot: ['delete_stages'],
};

/** The switches stand in the section that they take something from. */
const switchesOf: Record<Section, readonly Restriction[]> = {
  crm: ['delete_stages', 'see_others_deals', 'override_stage_rules', 'export'],
  contacts: ['delete_contacts'],
  inbox: [],
  tasks: [],
  flows: [],
  settings: [],
  members: [],
};

/** Nobody gives more than he has (PRODUCT D30). */
export function withinOwn({ sections, mayNot }: Permissions, own: Permissions): Permissions {
  const capped = sectionKeys.map((section) => {
    const lower = Math.min(levelKeys.indexOf(sections[section]), levelKeys.indexOf(own.sections[section]));
    return [section, levelKeys[lower] ?? 'none'] as const;
  });
  // The list of sections is whole.
  const within = Object.fromEntries(capped) as Permissions['sections'];
  return { sections: within, mayNot: [...new Set([...mayNot, ...own.mayNot])] };
}

/** What a role may do: looked at, changed, or made (PRODUCT S17, D30). */
export function RoleDialog({ role, onClose }: { role: RoleDraft; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const [name, setName] = useState(role.name);
  const [permissions, setPermissions] = useState(role.permissions);
  const save = useSaveRole(role, onClose);
  const disabled = !role.changeable;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && !save.isPending) save.mutate({ name: name.trim(), permissions });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={680}
      title={role.id ? t('roles.title', { name: role.name }) : t('roles.newTitle')}
      closeOnClickOutside={disabled}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          {disabled ? (
            <Alert color="gray" variant="light" p="xs">
              {t('roles.lookOnly')}
            </Alert>
          ) : (
            <TextInput
              label={t('roles.name')}
              placeholder={t('roles.namePlaceholder')}
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              data-autofocus
            />
          )}
          <div className={classes.sections}>
            {sectionKeys.map((section) => (
              <SectionRule
                key={section}
                section={section}
                permissions={permissions}
                disabled={disabled}
                onChange={setPermissions}
              />
            ))}
          </div>
          {!disabled && (
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('cancel')}
              </Button>
              <Button type="submit" disabled={name.trim() === ''} loading={save.isPending}>
                {role.id ? t('save') : t('roles.create')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Modal>
  );
}

interface SectionRuleProps {
  section: Section;
  permissions: Permissions;
  disabled: boolean;
  onChange: (permissions: Permissions) => void;
}

/** One section: how far the role reaches there, and what it may not do there all the same. */
function SectionRule({ section, permissions, disabled, onChange }: SectionRuleProps) {
  const { t } = useTranslation('settings');
  const own = useMembership().permissions;
  const { sections, mayNot } = permissions;
  const title = t(`permission.section.${section}`);
  const levels = levelKeys.toReversed();
  return (
    <fieldset className={classes.section}>
      <legend className={classes.legend}>{title}</legend>
      <SegmentedControl
        className={classes.levels}
        aria-label={title}
        disabled={disabled}
        value={sections[section]}
        onChange={(level) => onChange({ ...permissions, sections: { ...sections, [section]: level } })}
        data={levels.map((level) => ({
          value: level,
          label: t(`permission.choose.${level}`),
          disabled: !disabled && levelKeys.indexOf(level) > levelKeys.indexOf(own.sections[section]),
        }))}
      />
      {switchesOf[section].length > 0 && (
        <div className={classes.switches}>
          {switchesOf[section].map((restriction) => (
            <Checkbox
              key={restriction}
              size="xs"
              label={t(`permission.restriction.${restriction}`)}
              disabled={disabled || sections[section] === 'none' || own.mayNot.includes(restriction)}
              checked={mayNot.includes(restriction)}
              onChange={(event) =>
                onChange({
                  ...permissions,
                  mayNot: event.currentTarget.checked
                    ? [...mayNot, restriction]
                    : mayNot.filter((one) => one !== restriction),
                })
              }
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}

function useSaveRole({ id }: RoleDraft, onSaved: () => void) {
  const { t } = useTranslation('settings');
  return useMemberCommand(
    (projectId, body: { name: string; permissions: Permissions }) =>
      id
        ? call(api.roles.change, { params: { projectId, roleId: id }, body })
        : call(api.roles.create, { params: { projectId }, body }),
    ({ role }) => {
      toastDone({ message: t(id ? 'roles.saved' : 'roles.created', { name: role.name }) });
      onSaved();
    },
  );
}
