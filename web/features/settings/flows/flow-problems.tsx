import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { botWords } from '../../../ui/bot-words.ts';
import classes from './flow-problems.module.css';

export interface FlowProblem {
  blockId: string | null;
  severity: 'error' | 'warning';
  code: string;
  message: string;
  params?: Record<string, string> | undefined;
  line?: number | undefined;
}

/** What the checker found; a press on one that has a line goes there. */
export function FlowProblems({
  title,
  problems,
  onLine,
}: {
  title: string;
  problems: readonly FlowProblem[];
  onLine?: (line: number) => void;
}) {
  const { t } = useTranslation('settings');
  const sorted = problems.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
  return (
    <div
      className={classes.box}
      role="alert"
      data-fatal={problems.some(({ severity }) => severity === 'error') || undefined}
    >
      <div className={classes.title}>{title}</div>
      <ul className={classes.list}>
        {sorted.map((problem) => {
          const { severity, code, message, params, line, blockId } = problem;
          const where = line !== undefined ? t('flows.line', { line }) : blockId;
          // Of what cannot be read, the sentence says that; the detail says why.
          const detail = code === 'unreadable' ? message : /^bad_/.test(code) ? params?.why : undefined;
          return (
            <li key={`${severity} ${line} ${blockId} ${message}`} className={classes.item} data-severity={severity}>
              {severity === 'error' ? (
                <IconCircleX size={15} stroke={1.9} role="img" aria-label={t('flows.error')} />
              ) : (
                <IconAlertTriangle size={15} stroke={1.9} role="img" aria-label={t('flows.warning')} />
              )}
              {where !== null && line !== undefined && onLine ? (
                <UnstyledButton className={classes.line} onClick={() => onLine(line)}>
                  {where}
                </UnstyledButton>
              ) : (
                where !== null && <span className={classes.where}>{where}</span>
              )}
              <span>
                {t(`flows.problem.${code}`, { ...params, defaultValue: botWords(message) })}
                {detail && <span className={classes.detail}>{botWords(detail)}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
