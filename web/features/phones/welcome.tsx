import { useTranslation } from 'react-i18next';
import type { PhoneView } from '../../../api/contract/channels.ts';
import type { CustomerAct } from './customer-act.ts';
import classes from './welcome.module.css';

/** A chat in which nothing was said yet. */
export function Welcome({ phone, onAct }: { phone: PhoneView; onAct: (act: CustomerAct) => void }) {
  const { t } = useTranslation('phones');
  if (phone.imitates === 'telegram') {
    return (
      <div className={classes.card}>
        <strong>{t('welcome.telegramTitle')}</strong>
        <p>{t('welcome.telegramText')}</p>
      </div>
    );
  }
  const hello = t('welcome.hello');
  return (
    <div className={classes.whatsapp}>
      <p className={classes.notice}>{t('welcome.whatsappText')}</p>
      <button type="button" className={classes.starter} onClick={() => onAct({ kind: 'text', text: hello })}>
        {hello}
      </button>
    </div>
  );
}
