import { ActionIcon, Alert, Button, Stepper } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import type { ImportPlanView, ImportView } from '../../../../api/contract/imports.ts';
import { call, keyOf, useOperation } from '../../../app/api.ts';
import { useProjectId } from '../../../app/session.ts';
import { explainError, toastError } from '../../../ui/toast.tsx';
import { Loaded } from '../loaded.tsx';
import { ColumnMap } from './column-map.tsx';
import { ImportProgress } from './import-progress.tsx';
import classes from './import-wizard.module.css';
import { PlanOptions } from './plan-options.tsx';
import { PreviewTable } from './preview-table.tsx';

/** From a file that was read to contacts and deals: what its columns are, what would become of them, and then the run. */
export function ImportWizard({ draft, onClose }: { draft: ImportView; onClose: () => void }) {
  const { t } = useTranslation('exchange');
  const projectId = useProjectId();
  const params = { projectId, importId: draft.id };
  const [step, setStep] = useState(0);
  const [plan, setPlan] = useState<ImportPlanView>(draft.plan);
  const known = useOperation(api.imports.get, { params });
  const start = useStart(params, () => setStep(2));
  const throwAway = useMutation({ mutationFn: () => call(api.imports.remove, { params }), onSettled: onClose });
  const mapped = plan.columns.filter((field) => field !== null).length;

  return (
    <section className={classes.wizard}>
      <header className={classes.head}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('back')}
          onClick={() => (step === 2 ? onClose() : step === 1 ? setStep(0) : throwAway.mutate())}
        >
          <IconArrowLeft size={18} stroke={1.7} />
        </ActionIcon>
        <div className={classes.names}>
          <h1 className={classes.title}>{t(`importOf.${draft.entity}`)}</h1>
          <p className={classes.file}>
            {draft.fileName} · {t('rows', { count: draft.rows })}
          </p>
        </div>
      </header>
      <Stepper active={step} size="xs" iconSize={26} className={classes.steps} allowNextStepsSelect={false}>
        <Stepper.Step label={t('steps.columns')} />
        <Stepper.Step label={t('steps.check')} />
        <Stepper.Step label={t('steps.run')} />
      </Stepper>
      {step === 0 && (
        <Loaded query={known}>
          {({ fields }) => (
            <>
              <ColumnMap draft={draft} fields={fields} plan={plan} onPlan={setPlan} />
              <PlanOptions draft={draft} plan={plan} onPlan={setPlan} />
              <Footer>
                <Button variant="default" loading={throwAway.isPending} onClick={() => throwAway.mutate()}>
                  {t('cancel')}
                </Button>
                <Button disabled={mapped === 0} onClick={() => setStep(1)}>
                  {t('toCheck')}
                </Button>
              </Footer>
            </>
          )}
        </Loaded>
      )}
      {step === 1 && (
        <>
          <PreviewTable draft={draft} plan={plan} />
          {start.error && (
            <Alert color="red" mt="md">
              {explainError(start.error)}
            </Alert>
          )}
          <Footer>
            <Button variant="default" onClick={() => setStep(0)}>
              {t('toColumns')}
            </Button>
            <Button loading={start.isPending} onClick={() => start.mutate(plan)}>
              {t('run', { count: draft.rows })}
            </Button>
          </Footer>
        </>
      )}
      {step === 2 && (
        <Loaded query={known}>
          {({ import: current }) => (
            <>
              <div className={classes.frame}>
                <ImportProgress row={current} />
              </div>
              <Footer>
                <Button variant="default" onClick={onClose}>
                  {t('toList')}
                </Button>
              </Footer>
            </>
          )}
        </Loaded>
      )}
    </section>
  );
}

function Footer({ children }: { children: React.ReactNode }) {
  return <div className={classes.footer}>{children}</div>;
}

function useStart(params: { projectId: string; importId: ImportView['id'] }, onStarted: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (plan: ImportPlanView) => call(api.imports.start, { params, body: { plan } }),
    onSuccess: (answer) => {
      if (answer.kind === 'refused') return toastError(new Error(answer.message));
      void queryClient.invalidateQueries({ queryKey: keyOf(api.imports.get) });
      void queryClient.invalidateQueries({ queryKey: keyOf(api.imports.list) });
      onStarted();
    },
  });
}
