import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asId } from '../../../kernel/ids.ts';
import { useDealCommands } from '../../app/deal-commands.ts';
import { editableMoney, parseMoney } from '../../ui/money.ts';
import { PickList } from '../../ui/pick-list.tsx';
import { memberOptions, stageOptions } from '../../ui/pick-options.tsx';
import { toastProblem } from '../../ui/toast.tsx';
import { CellPicker, type EditorProps } from './cell-picker.tsx';
import { CellTextField } from './cell-text-field.tsx';
import { useListSurroundings } from './list-context.ts';
import { useSaveCell } from './use-save-cell.ts';
import { VariableEditor } from './variable-editor.tsx';

/** The editor that fits the field, in the place of its cell. */
export function CellEditor({ row, ...given }: EditorProps) {
  // What the person saw when he began is what he means to replace, whatever comes in meanwhile.
  const [seen] = useState(row);
  const props = { ...given, row: seen };
  const { field } = props;
  switch (field.key) {
    case 'name':
      return <NameEditor {...props} />;
    case 'description':
      return <DescriptionEditor {...props} />;
    case 'amount':
      return <AmountEditor {...props} />;
    case 'responsible':
      return <ResponsibleEditor {...props} />;
    case 'stage':
      return <StageEditor {...props} />;
    case 'tags':
      return <TagsEditor {...props} />;
    default:
      return <VariableEditor {...props} />;
  }
}

function NameEditor({ row, field, onClose }: EditorProps) {
  const save = useSaveCell();
  return (
    <CellTextField
      label={field.name}
      value={row.name}
      onClose={onClose}
      onSave={(name) => name && void save(row, field, { patch: { name }, name: 'name', read: (deal) => deal.name })}
    />
  );
}

function DescriptionEditor({ row, field, onClose }: EditorProps) {
  const save = useSaveCell();
  return (
    <CellTextField
      label={field.name}
      value={row.description}
      maxLength={20_000}
      onClose={onClose}
      onSave={(description) =>
        void save(row, field, { patch: { description }, name: 'description', read: (deal) => deal.description })
      }
    />
  );
}

function AmountEditor({ row, field, onClose }: EditorProps) {
  const { t } = useTranslation('list');
  const save = useSaveCell();
  const store = (text: string) => {
    const amount = text === '' ? null : parseMoney(text, row.currency);
    if (amount === undefined) return toastProblem({ id: 'amount', message: t('amountWrong') });
    void save(row, field, {
      patch: { amount },
      name: 'amount',
      read: (deal) => editableMoney(deal.amount, deal.currency),
    });
  };
  return (
    <CellTextField
      label={field.name}
      value={editableMoney(row.amount, row.currency)}
      inputMode="decimal"
      align="right"
      onClose={onClose}
      onSave={store}
    />
  );
}

function ResponsibleEditor({ row, field, onClose }: EditorProps) {
  const { t } = useTranslation('list');
  const { members } = useListSurroundings();
  const save = useSaveCell();
  const pick = (picked: string) => {
    onClose();
    const responsibleId = picked === 'none' ? null : asId<'member'>(picked);
    if (responsibleId === row.responsibleId) return;
    void save(row, field, {
      patch: { responsibleId },
      name: 'responsibleId',
      read: (deal) => nameOf(deal.responsibleId),
    });
  };
  const nameOf = (id: string | null) => members.find((member) => member.id === id)?.name ?? '';
  return (
    <CellPicker {...{ row, field, onClose }}>
      <PickList
        label={field.name}
        options={memberOptions(members, t('nobody'))}
        value={[row.responsibleId ?? 'none']}
        onPick={pick}
        onEscape={onClose}
      />
    </CellPicker>
  );
}

function StageEditor({ row, field, onClose }: EditorProps) {
  const { pipelines } = useListSurroundings();
  const commands = useDealCommands();
  const pick = (stageId: string) => {
    onClose();
    const stage = pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === stageId);
    if (!stage || stageId === row.stageId) return;
    void (row.stageId === null ? commands.accept(row, stage) : commands.move(row, { stageId }));
  };
  return (
    <CellPicker {...{ row, field, onClose }}>
      <PickList
        label={field.name}
        options={stageOptions(pipelines)}
        value={row.stageId ? [row.stageId] : []}
        onPick={pick}
        onEscape={onClose}
      />
    </CellPicker>
  );
}

/** Ticks gather; leaving saves them together. */
function TagsEditor({ row, field, onClose }: EditorProps) {
  const { tagsMet } = useListSurroundings();
  const save = useSaveCell();
  const [met] = useState(tagsMet);
  const [tags, setTags] = useState(row.tags);
  const options = [...new Set([...row.tags, ...met])].map((tag) => ({ value: tag, label: tag }));
  const toggle = (tag: string) =>
    setTags((old) => (old.includes(tag) ? old.filter((one) => one !== tag) : [...old, tag.slice(0, 60)]));
  const leave = () => {
    onClose();
    if (tags.join('\n') === row.tags.join('\n')) return;
    void save(row, field, { patch: { tags }, name: 'tags', read: (deal) => deal.tags.join(', ') });
  };
  return (
    <CellPicker row={{ ...row, tags }} field={field} onClose={leave}>
      <PickList label={field.name} options={options} value={tags} onPick={toggle} onEscape={leave} creatable />
    </CellPicker>
  );
}
