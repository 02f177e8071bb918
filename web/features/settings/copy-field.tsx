import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './copy-field.module.css';

/** A text that is shown only once, and the button that takes it along. */
export function CopyField({ value }: { value: string }) {
  const { t } = useTranslation('settings');
  return (
    <div className={classes.field}>
      <code>{value}</code>
      <CopyButton value={value} timeout={2500}>
        {({ copied, copy }) => (
          <Button
            variant={copied ? 'light' : 'filled'}
            color={copied ? 'green' : 'accent'}
            leftSection={copied ? <IconCheck size={16} stroke={2} /> : <IconCopy size={16} stroke={1.8} />}
            onClick={copy}
            data-autofocus
          >
            {copied ? t('copied') : t('copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
