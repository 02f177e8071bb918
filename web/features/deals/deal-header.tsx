import { ActionIcon, Button, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconArchive,
  IconArrowBackUp,
  IconCheck,
  IconChevronDown,
  IconCircleCheck,
  IconCircleX,
  IconDots,
  IconInbox,
  IconLink,
  IconLock,
  IconStar,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { DealCard, DealView } from '../../../api/contract/deals.ts';
import type { PipelineView } from '../../../api/contract/pipelines.ts';
import { call } from '../../app/api.ts';
import { useDealCommands } from '../../app/deal-commands.ts';
import { isForbidden } from '../../app/is-forbidden.ts';
import { useLive } from '../../app/live.tsx';
import { pipelinesQuery, usePermissions, useProjectId } from '../../app/session.ts';
import { askStage } from '../../ui/ask-stage.tsx';
import { InlineText } from '../../ui/inline-text.tsx';
import { fullMoment, longDuration } from '../../ui/moments.ts';
import { editableMoney, formatMoney, parseMoney } from '../../ui/money.ts';
import { StageDot, SystemStageIcon } from '../../ui/stage-dot.tsx';
import { toastDone, toastError, toastProblem } from '../../ui/toast.tsx';
import classes from './deal-header.module.css';
import { StageStrip } from './stage-strip.tsx';
import { useSaveDeal } from './use-deal.ts';

export function DealHeader({ view, onClose }: { view: DealView; onClose: () => void }) {
  const { t, i18n } = useTranslation('deals');
  const { deal } = view;
  const { may } = usePermissions();
  const mayEdit = may('crm', 'edit');
  const save = useSaveDeal(deal);
  const { data: pipelines = [] } = useQuery(pipelinesQuery(useProjectId()));

  const saveAmount = async (text: string, over: string) => {
    const amount = text === '' ? null : parseMoney(text, deal.currency);
    if (amount === undefined) {
      toastProblem({ id: 'amount', message: t('amountWrong') });
      return { kind: 'failed' } as const;
    }
    const read = (newest: DealCard) => editableMoney(newest.amount, newest.currency);
    return await save({ amount }, { name: 'amount', over, read });
  };

  return (
    <header className={classes.header}>
      <div className={classes.top}>
        <div className={classes.name}>
          <InlineText
            label={t('fields.name')}
            value={deal.name}
            className={classes.nameText}
            readOnly={!mayEdit}
            onSave={(name, over) => save({ name: name || over }, { name: 'name', over, read: (newest) => newest.name })}
          />
        </div>
        {mayEdit && <Actions view={view} pipelines={pipelines} onGone={onClose} />}
        <Tooltip label={t('close')}>
          <ActionIcon size={30} aria-label={t('close')} onClick={onClose}>
            <IconX size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={classes.facts}>
        <StagePicker deal={deal} pipelines={pipelines} mayEdit={mayEdit} />
        {deal.status === 'open' && (
          <Tooltip label={t('since', { at: fullMoment(deal.stageEnteredAt, i18n.language) })}>
            <span className={classes.quiet}>
              {longDuration(Date.now() - Date.parse(deal.stageEnteredAt), i18n.language)}
            </span>
          </Tooltip>
        )}
        <div className={classes.amount}>
          <InlineText
            label={t('fields.amount')}
            value={editableMoney(deal.amount, deal.currency)}
            display={deal.amount === null ? undefined : formatMoney(deal.amount, deal.currency, i18n.language)}
            placeholder={t('addAmount')}
            inputMode="decimal"
            readOnly={!mayEdit}
            className={classes.amountText}
            onSave={saveAmount}
          />
        </div>
      </div>
      <StageStrip visits={view.visits} pipelines={pipelines} />
      {deal.closeReason && deal.status !== 'open' && <p className={classes.reason}>{deal.closeReason}</p>}
    </header>
  );
}

function StagePicker({ deal, pipelines, mayEdit }: { deal: DealCard; pipelines: PipelineView[]; mayEdit: boolean }) {
  const { t } = useTranslation('deals');
  const commands = useDealCommands();
  const pipeline = pipelines.find(({ id }) => id === deal.pipelineId);
  const stage = pipeline?.stages.find(({ id }) => id === deal.stageId);
  const accept = useAccept(pipelines);
  const mayOverride = !usePermissions().restricted('override_stage_rules');

  if (deal.status !== 'open') {
    return (
      <span className={classes.stage} data-status={deal.status}>
        <SystemStageIcon stage={deal.status} />
        {t(`status.${deal.status}`)}
        {pipeline && stage && <span className={classes.quiet}>· {stage.name}</span>}
      </span>
    );
  }
  if (!stage || !pipeline) {
    return (
      <UnstyledButton className={classes.stage} disabled={!mayEdit} onClick={() => void accept(deal)}>
        <SystemStageIcon stage="unsorted" />
        {t('status.unsorted')}
      </UnstyledButton>
    );
  }
  return (
    <Menu width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.stage} disabled={!mayEdit} aria-label={t('stage', { name: stage.name })}>
          <StageDot color={stage.color} />
          {pipelines.length > 1 && <span className={classes.quiet}>{pipeline.name} /</span>}
          {stage.name}
          {mayEdit && <IconChevronDown size={14} stroke={1.8} />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.stages}>
        {pipelines
          .filter(({ stages }) => stages.length > 0)
          .map((one) => (
            <div key={one.id}>
              {pipelines.length > 1 && <Menu.Label>{one.name}</Menu.Label>}
              {one.stages.map(({ id, name, color }) => (
                <Menu.Item
                  key={id}
                  leftSection={<StageDot color={color} />}
                  disabled={!mayOverride && isForbidden(pipelines, deal, id)}
                  rightSection={
                    id === deal.stageId ? (
                      <IconCheck size={14} />
                    ) : (
                      isForbidden(pipelines, deal, id) && (
                        <IconLock size={14} stroke={1.7} role="img" aria-label={t('forbidden')} />
                      )
                    )
                  }
                  onClick={() => id !== deal.stageId && void commands.move(deal, { stageId: id })}
                >
                  {name}
                </Menu.Item>
              ))}
            </div>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Actions({ view, pipelines, onGone }: { view: DealView; pipelines: PipelineView[]; onGone: () => void }) {
  const { t } = useTranslation('deals');
  const { deal } = view;
  const commands = useDealCommands();
  const accept = useAccept(pipelines);
  const makeCurrent = useMakeCurrent(deal);
  const unsorted = deal.status === 'open' && deal.stageId === null;
  const remove = async () => {
    if (await commands.remove(deal)) onGone();
  };

  return (
    <div className={classes.actions}>
      {unsorted && <Button onClick={() => void accept(deal)}>{t('accept')}</Button>}
      {deal.status === 'open' && !unsorted && (
        <>
          <Button
            variant="default"
            className={classes.win}
            leftSection={<IconCircleCheck size={16} stroke={1.8} />}
            onClick={() => void commands.win(deal)}
          >
            {t('win')}
          </Button>
          <Button
            variant="default"
            className={classes.lose}
            leftSection={<IconCircleX size={16} stroke={1.8} />}
            onClick={() => void commands.lose(deal)}
          >
            {t('lose')}
          </Button>
        </>
      )}
      {deal.status !== 'open' && (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={16} stroke={1.8} />}
          onClick={() => void commands.restore(deal)}
        >
          {t('restore')}
        </Button>
      )}
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon size={30} aria-label={t('more')}>
            <IconDots size={18} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconLink size={15} stroke={1.7} />}
            onClick={() => {
              void navigator.clipboard?.writeText(window.location.href);
              toastDone({ id: 'link', message: t('linkCopied') });
            }}
          >
            {t('copyLink')}
          </Menu.Item>
          {unsorted && (
            <Menu.Item leftSection={<IconInbox size={15} stroke={1.7} />} onClick={() => void accept(deal)}>
              {t('accept')}
            </Menu.Item>
          )}
          {deal.status === 'open' && view.otherDeals.some(({ status }) => status === 'open') && (
            <Menu.Item leftSection={<IconStar size={15} stroke={1.7} />} onClick={() => void makeCurrent()}>
              {t('makeCurrent')}
            </Menu.Item>
          )}
          {deal.status === 'open' && !unsorted && (
            <Menu.Item leftSection={<IconArchive size={15} stroke={1.7} />} onClick={() => void commands.archive(deal)}>
              {t('archive')}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={15} stroke={1.7} />} onClick={() => void remove()}>
            {t('delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function useAccept(pipelines: PipelineView[]) {
  const { t } = useTranslation('deals');
  const commands = useDealCommands();
  return async (deal: DealCard) => {
    const stage = await askStage({
      title: t('acceptTitle', { name: deal.name }),
      action: t('acceptAction'),
      pipelines,
      ...(deal.pipelineId && { pipelineId: deal.pipelineId }),
    });
    if (stage) await commands.accept(deal, stage);
  };
}

/** PRODUCT D10: the deal that flows act on when none is named. */
function useMakeCurrent(deal: DealCard) {
  const { t } = useTranslation('deals');
  const projectId = useProjectId();
  const { publish } = useLive();
  return async () => {
    try {
      const card = await call(api.deals.makeCurrent, { params: { projectId, dealId: deal.id } });
      publish({ kind: 'saved', cards: [card], removed: [] });
      toastDone({ message: t('madeCurrent') });
    } catch (error) {
      toastError(error);
    }
  };
}
