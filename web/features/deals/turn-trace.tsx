import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { TurnView } from '../../../api/contract/conversations.ts';
import { useOperation } from '../../app/api.ts';
import { LoadingScreen } from '../../app/loading-screen.tsx';
import { useProjectId } from '../../app/session.ts';
import { botWords } from '../../ui/bot-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { explainError } from '../../ui/toast.tsx';
import { variableText } from '../../ui/variable-text.ts';
import classes from './turn-trace.module.css';

/** What the bot did in one turn and why, in the order in which it did it (PRODUCT M2). */
export function TurnTrace({ turnId, onClose }: { turnId: string; onClose: () => void }) {
  const { t } = useTranslation('deals');
  const projectId = useProjectId();
  const { data: turn, error, refetch } = useOperation(api.conversations.turn, { params: { projectId, turnId } });
  return (
    <Modal opened onClose={onClose} title={t('trace.title')} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      {turn && <Steps turn={turn} />}
      {!turn && !error && <LoadingScreen />}
      {!turn && error && (
        <EmptyState title={t('failed')} action={<Button onClick={() => void refetch()}>{t('retry')}</Button>}>
          {explainError(error)}
        </EmptyState>
      )}
    </Modal>
  );
}

function Steps({ turn }: { turn: TurnView }) {
  const { t } = useTranslation('deals');
  return (
    <>
      <p className={classes.intro}>{t('trace.intro')}</p>
      <ol className={classes.steps}>
        {turn.events.map((kind, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: kinds may repeat, the order never changes
          <li key={`event ${at}`} className={classes.step} data-kind="event">
            {t(`trace.event.${kind}`, { defaultValue: t('trace.event.ignored') })}
          </li>
        ))}
        {turn.steps.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps may repeat, the order never changes
          <li key={at} className={classes.step} data-kind={step.kind}>
            <Step step={step} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Step({ step }: { step: TurnView['steps'][number] }) {
  const { t, i18n } = useTranslation('deals');
  switch (step.kind) {
    case 'heard':
      return (
        <Line
          text={t(`trace.heard.${step.by === 'any_other' ? 'anyOther' : step.by}`, {
            defaultValue: t('trace.heard.nobody'),
          })}
          why={step.why}
        />
      );
    case 'block':
      return (
        <>
          <strong>{t('trace.block', { block: step.blockTitle })}</strong>{' '}
          <span className={classes.quiet}>{t('trace.flow', { flow: step.flowName })}</span>
        </>
      );
    case 'port':
      return (
        <Line
          text={t('trace.port', { port: t(`trace.way.${step.port}`, { defaultValue: step.port }) })}
          why={step.why}
        />
      );
    case 'set':
      return <code>{t('trace.set', { variable: step.variable, value: variableText(step.value, i18n.language) })}</code>;
    case 'crm': {
      const done = step.outcome === 'ok';
      const action = t(`trace.action.${step.action.replace('.', '_')}`, { defaultValue: t('trace.action.other') });
      return <Line text={t(done ? 'trace.crm.ok' : 'trace.crm.refused', { action })} why={done ? '' : step.outcome} />;
    }
    case 'sent':
      return (
        <>
          {t('trace.sent')}
          {step.text && <q className={classes.said}>{step.text}</q>}
        </>
      );
    case 'problem':
      return <Line text={t('trace.problem')} why={step.why} />;
    case 'stopped':
      return <Line text={t('trace.stopped')} why={step.why} />;
  }
}

function Line({ text, why }: { text: string; why: string }) {
  return (
    <>
      {text}
      {why && <span className={classes.why}>{botWords(why)}</span>}
    </>
  );
}
