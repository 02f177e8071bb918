import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldEntity, FieldView } from '../../../../api/contract/fields.ts';
import { projectQuery, usePermissions, useProjectId } from '../../../app/session.ts';
import { Loaded } from '../loaded.tsx';
import { Group, Section } from '../section.tsx';
import { FieldDialog } from './field-dialog.tsx';
import { FieldList } from './field-list.tsx';

type Dialog = { kind: 'new'; entity: FieldEntity } | { kind: 'edit'; field: FieldView };

/** The project's own fields of deals and of contacts (PRODUCT S12). */
export function FieldsSection() {
  const { t } = useTranslation('settings');
  const query = useQuery(projectQuery(useProjectId()));
  const mayEdit = usePermissions().may('settings', 'edit');
  const [dialog, setDialog] = useState<Dialog | null>(null);

  return (
    <Section title={t('pages.fields')} description={t('fields.description')}>
      <Loaded query={query} height={300}>
        {({ fields }) => (
          <>
            {(['deal', 'contact'] as const).map((entity) => (
              <Group
                key={entity}
                title={t(`fields.of.${entity}`)}
                aside={
                  mayEdit && (
                    <Button
                      size="xs"
                      variant="default"
                      leftSection={<IconPlus size={15} stroke={1.9} />}
                      aria-label={t(`fields.add.${entity}`)}
                      onClick={() => setDialog({ kind: 'new', entity })}
                    >
                      {t('fields.add.short')}
                    </Button>
                  )
                }
              >
                <FieldList
                  entity={entity}
                  fields={fields.filter((field) => field.entity === entity)}
                  onEdit={mayEdit ? (field) => setDialog({ kind: 'edit', field }) : undefined}
                />
              </Group>
            ))}
            {dialog && (
              <FieldDialog
                entity={dialog.kind === 'new' ? dialog.entity : dialog.field.entity}
                field={dialog.kind === 'edit' ? dialog.field : undefined}
                onClose={() => setDialog(null)}
              />
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}
