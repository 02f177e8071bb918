import { SegmentedControl } from '@mantine/core';
import { IconLayoutKanban, IconList } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewKind } from './board-search.ts';
import classes from './view-switch.module.css';

/** The same deals as a board or as a list (PRODUCT S5). */
export function ViewSwitch({ kind, onKind }: { kind: ViewKind; onKind: (kind: ViewKind) => void }) {
  const { t } = useTranslation('app');
  const icon = { size: 15, stroke: 1.7 };
  return (
    <SegmentedControl
      className={classes.switch}
      aria-label={t('view.label')}
      value={kind}
      onChange={(next) => onKind(next === 'list' ? 'list' : 'board')}
      data={[
        { value: 'board', label: label(<IconLayoutKanban {...icon} aria-hidden />, t('view.board')) },
        { value: 'list', label: label(<IconList {...icon} aria-hidden />, t('view.list')) },
      ]}
    />
  );
}

function label(icon: ReactNode, text: string): ReactNode {
  return (
    <span className={classes.label}>
      {icon}
      <span className={classes.text}>{text}</span>
    </span>
  );
}
