import { Button, Group as Buttons } from '@mantine/core';
import { IconFileImport, IconSitemap, IconTemplate } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { FlowView } from '../../../../api/contract/flows.ts';
import { useOperation } from '../../../app/api.ts';
import { usePermissions, useProjectId } from '../../../app/session.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../loaded.tsx';
import { Group, Section } from '../section.tsx';
import { ExampleDialog } from './example-dialog.tsx';
import { FlowRow } from './flow-row.tsx';
import { FlowTextDialog } from './flow-text-dialog.tsx';

type Editing = { kind: 'new' } | { kind: 'example' } | { kind: 'draft'; flow: FlowView; blockId?: string };

/** A link to one block (a card in Unsorted has such) opens its flow there, once. */
function useBlockOfAddress(flows: FlowView[] | undefined, mayEdit: boolean, open: (editing: Editing) => void): void {
  const { flow: flowId, block } = useSearch({ from: '/p/$projectId/settings/$section' });
  const navigate = useNavigate();
  const flow = flows?.find(({ id }) => id === flowId);
  useEffect(() => {
    if (!flow || !mayEdit) return;
    open({ kind: 'draft', flow, ...(block && { blockId: block }) });
    void navigate({ to: '.', search: ({ deal }) => ({ ...(deal && { deal }) }), replace: true });
  }, [flow, block, mayEdit, open, navigate]);
}

/** Flows as lines and as text; the canvas is a page of its own. */
export function FlowsSection() {
  const { t } = useTranslation('settings');
  const projectId = useProjectId();
  const mayEdit = usePermissions().may('flows', 'edit');
  const flows = useOperation(api.flows.list, { params: { projectId } });
  const [editing, setEditing] = useState<Editing | null>(null);
  useBlockOfAddress(flows.data, mayEdit, setEditing);
  const exampleButton = mayEdit && (
    <Button leftSection={<IconTemplate size={16} stroke={1.8} />} onClick={() => setEditing({ kind: 'example' })}>
      {t('flows.examples.action')}
    </Button>
  );
  const importButton = mayEdit && (
    <Button
      variant="default"
      leftSection={<IconFileImport size={16} stroke={1.8} />}
      onClick={() => setEditing({ kind: 'new' })}
    >
      {t('flows.import')}
    </Button>
  );
  const buttons = (
    <Buttons gap="xs" justify="center">
      {importButton}
      {exampleButton}
    </Buttons>
  );

  return (
    <Section title={t('pages.flows')} description={t('flows.description')} action={buttons}>
      <Loaded query={flows}>
        {(list) => (
          <Group>
            {list.length === 0 && (
              <EmptyState
                icon={<IconSitemap size={20} stroke={1.7} />}
                title={t('flows.empty.title')}
                action={exampleButton}
              >
                {t('flows.empty.text')}
              </EmptyState>
            )}
            {list.map((flow) => (
              <FlowRow
                key={flow.id}
                projectId={projectId}
                flow={flow}
                disabled={!mayEdit}
                onEdit={() => setEditing({ kind: 'draft', flow })}
              />
            ))}
          </Group>
        )}
      </Loaded>
      {editing?.kind === 'example' && <ExampleDialog projectId={projectId} onClose={() => setEditing(null)} />}
      {editing && editing.kind !== 'example' && (
        <FlowTextDialog
          projectId={projectId}
          flow={editing.kind === 'draft' ? editing.flow : undefined}
          blockId={editing.kind === 'draft' ? editing.blockId : undefined}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}
