import { useTranslation } from 'react-i18next';
import { fullMoment } from '../../../ui/moments.ts';
import classes from './link-dialog.module.css';

export function LinkTerm({ expiresAt }: { expiresAt: string }) {
  const { t, i18n } = useTranslation('settings');
  return <p className={classes.term}>{t('members.link.until', { moment: fullMoment(expiresAt, i18n.language) })}</p>;
}
