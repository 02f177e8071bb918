import { UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './everywhere-note.module.css';

/** Over a list that holds more than its board. */
export function EverywhereNote({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation('app');
  return (
    <div className={classes.note}>
      {t('everywhere.text')}
      <UnstyledButton className={classes.leave} onClick={onLeave}>
        <IconX size={13} stroke={2} aria-hidden />
        {t('everywhere.leave')}
      </UnstyledButton>
    </div>
  );
}
