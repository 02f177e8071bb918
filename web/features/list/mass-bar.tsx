import { ActionIcon, Button, Popover, Tooltip } from '@mantine/core';
import {
  IconArchive,
  IconArrowBackUp,
  IconArrowRight,
  IconCircleCheck,
  IconCircleX,
  IconInbox,
  IconTag,
  IconTrash,
  IconUser,
  IconX,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFilter } from '../../../api/contract/deal-filter.ts';

import type { PipelineView } from '../../../api/contract/pipelines.ts';
import { asId } from '../../../kernel/ids.ts';
import { useProject } from '../../app/session.ts';
import { askReason } from '../../ui/ask-reason.tsx';
import { PickList, type PickOption } from '../../ui/pick-list.tsx';
import { memberOptions, stageOptions } from '../../ui/pick-options.tsx';
import classes from './mass-bar.module.css';
import type { MassChange } from './mass-change.ts';
import type { Selection } from './selection.ts';
import { TagChange } from './tag-change.tsx';
import { targetOf, useMassChange } from './use-mass-change.tsx';

interface MassBarProps {
  pipeline: PipelineView;
  pipelines: PipelineView[];
  everywhere: boolean;
  selection: Selection;
  count: number;
  found: number;
  filter: DealFilter;
  /** Whether all, some or none of them wait in Unsorted: such are accepted, not moved (PRODUCT D7, S10). */
  unsorted: 'all' | 'some' | 'none';
  tagsMet: () => string[];
  onSelectAll: () => void;
  onClose: () => void;
  onDone: () => void;
}

/** What can be done to all ticked deals at once (PRODUCT D13). Not shown to a role that may only look. */
export function MassBar(props: MassBarProps) {
  const { pipeline, pipelines, selection, count, found, filter, everywhere, onSelectAll, onClose } = props;
  const { t, i18n } = useTranslation('list');
  const project = useProject();
  const mass = useMassChange(props.onDone);
  const number = new Intl.NumberFormat(i18n.language);
  const icon = { size: 15, stroke: 1.7 };

  const run = async (change: MassChange) => {
    const done = await mass(
      targetOf(selection, { filter, pipelineId: everywhere ? undefined : pipeline.id }),
      change,
      count,
    );
    if (done) onClose();
  };
  const close = async (kind: 'lose' | 'archive') => {
    const reasons = project?.settings[kind === 'lose' ? 'lostReasons' : 'archiveReasons'] ?? [];
    const reason = await askReason({ title: t(`mass.${kind}Title`, { count }), reasons, action: t(`mass.${kind}`) });
    if (reason) await run({ kind, reason });
  };

  return (
    <section className={classes.bar} aria-label={t('mass.label')}>
      <span className={classes.count}>{t('mass.selected', { count, shown: number.format(count) })}</span>
      {count < found && (
        <Button variant="subtle" size="xs" onClick={onSelectAll}>
          {t('mass.selectAll', { count: found, shown: number.format(found) })}
        </Button>
      )}
      <span className={classes.divider} />
      {(['accept', 'move'] as const)
        .filter((kind) => props.unsorted === 'some' || (kind === 'accept') === (props.unsorted === 'all'))
        .map((kind) => (
          <Pick
            key={kind}
            label={t(`mass.${kind}`)}
            icon={kind === 'move' ? <IconArrowRight {...icon} /> : <IconInbox {...icon} />}
            options={stageOptions(pipelines)}
            onPick={(stageId) => void run({ kind, stageId: asId<'stage'>(stageId) })}
          />
        ))}
      <Pick
        label={t('mass.assign')}
        icon={<IconUser {...icon} />}
        options={memberOptions(project?.members ?? [], t('nobody'))}
        onPick={(id) => void run({ kind: 'assign', responsibleId: id === 'none' ? null : asId<'member'>(id) })}
      />
      <Hanging label={t('mass.tag')} icon={<IconTag {...icon} />}>
        {(close) => (
          <TagChange
            tags={props.tagsMet()}
            onChange={(change) => {
              close();
              void run({ kind: 'tags', ...change });
            }}
          />
        )}
      </Hanging>
      <span className={classes.divider} />
      <Act label={t('mass.win')} icon={<IconCircleCheck {...icon} />} onClick={() => void run({ kind: 'win' })} />
      <Act label={t('mass.lose')} icon={<IconCircleX {...icon} />} onClick={() => void close('lose')} />
      <Act label={t('mass.archive')} icon={<IconArchive {...icon} />} onClick={() => void close('archive')} />
      <Act
        label={t('mass.restore')}
        icon={<IconArrowBackUp {...icon} />}
        onClick={() => void run({ kind: 'restore' })}
      />
      <Act
        label={t('mass.delete')}
        icon={<IconTrash {...icon} />}
        danger
        onClick={() => void run({ kind: 'delete' })}
      />
      <span className={classes.divider} />
      <Tooltip label={t('mass.clear')}>
        <ActionIcon aria-label={t('mass.clear')} onClick={onClose}>
          <IconX size={16} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
    </section>
  );
}

function Act(props: { label: string; icon: ReactNode; danger?: boolean; onClick: () => void }) {
  return (
    <Button
      variant="subtle"
      color={props.danger ? 'red' : 'gray'}
      size="xs"
      leftSection={props.icon}
      onClick={props.onClick}
    >
      {props.label}
    </Button>
  );
}

function Pick(props: { label: string; icon: ReactNode; options: PickOption[]; onPick: (value: string) => void }) {
  return (
    <Hanging label={props.label} icon={props.icon}>
      {(close) => (
        <PickList
          label={props.label}
          options={props.options}
          value={[]}
          onEscape={close}
          onPick={(value) => {
            close();
            props.onPick(value);
          }}
        />
      )}
    </Hanging>
  );
}

function Hanging(props: { label: string; icon: ReactNode; children: (close: () => void) => ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="top" width={260} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="subtle" color="gray" size="xs" leftSection={props.icon} onClick={() => setOpen(!open)}>
          {props.label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={props.label}>
        {props.children(() => setOpen(false))}
      </Popover.Dropdown>
    </Popover>
  );
}
