import { Button, Group, Stack, Text } from '@mantine/core';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { mostInMass } from '../../../api/contract/deal-list.ts';
import type { FieldView } from '../../../api/contract/fields.ts';
import { askInDialog } from '../../ui/ask-in-dialog.tsx';
import type { MassChange } from './mass-change.ts';
import { RefusalList, type Refusals } from './refusals.tsx';

export interface MassPreview {
  total: number;
  tooMany: boolean;
  refused: number;
  refusals: Refusals;
}

/** Says what is about to happen to how many deals, and which will stay as they are. */
export async function askMass(change: MassChange, preview: MassPreview, own: FieldView[]): Promise<boolean> {
  const count = preview.tooMany ? preview.total : preview.total - preview.refused;
  const title = i18next.t(`list:mass.ask.${change.kind}`, { count });
  const sure = await askInDialog<boolean>({ title, size: 'md' }, (answer) => (
    <Question change={change} preview={preview} own={own} onCancel={() => answer(false)} onSure={() => answer(true)} />
  ));
  return sure === true;
}

interface QuestionProps {
  change: MassChange;
  preview: MassPreview;
  own: FieldView[];
  onSure: () => void;
  onCancel: () => void;
}

function Question(props: QuestionProps) {
  const { change, preview, own, onSure, onCancel } = props;
  const { t, i18n } = useTranslation('list');
  const { t: tUi } = useTranslation('ui');
  const changed = preview.total - preview.refused;
  const most = new Intl.NumberFormat(i18n.language).format(mostInMass);
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {preview.tooMany
          ? t('mass.tooMany', { most })
          : t(change.kind === 'delete' ? 'mass.deleteText' : 'mass.undoable')}
      </Text>
      {!preview.tooMany && preview.refused > 0 && (
        <div>
          <Text size="sm" mb={8}>
            {t('mass.willRefuse', { count: preview.refused })}
          </Text>
          <RefusalList refusals={preview.refusals} own={own} />
        </div>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel}>
          {tUi(preview.tooMany ? 'close' : 'cancel')}
        </Button>
        {!preview.tooMany && changed > 0 && (
          <Button color={change.kind === 'delete' ? 'red' : 'accent'} onClick={onSure} data-autofocus>
            {t(`mass.sure.${change.kind}`, { count: changed })}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
