import { modals } from '@mantine/modals';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { MassState } from '../../../api/contract/deal-list.ts';
import type { FieldView } from '../../../api/contract/fields.ts';
import { explainRefusal } from '../../ui/explain-refusal.ts';
import classes from './refusals.module.css';

export type Refusals = MassState['refusals'];

export function showRefusals(title: string, refusals: Refusals, own: FieldView[]): void {
  modals.open({
    title,
    size: 'md',
    closeButtonProps: { 'aria-label': i18next.t('ui:close') },
    children: <RefusalList refusals={refusals} own={own} />,
  });
}

/** Which deals stayed as they were, by the reason; `own` fields are called by their names. */
export function RefusalList({ refusals, own }: { refusals: Refusals; own: FieldView[] }) {
  const { t } = useTranslation('list');
  return (
    <ul className={classes.list}>
      {refusals.map(({ why, message, count, names }) => (
        <li key={`${why} ${message}`}>
          <p className={classes.why}>
            <strong>{t('mass.deals', { count })}</strong>
            {explainRefusal({ why, message, fields: missingFields(message) }, own)}
          </p>
          <p className={classes.names}>
            {names.map((name) => t('quoted', { name })).join(', ')}
            {count > names.length && ` ${t('mass.more', { count: count - names.length })}`}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Refusals of many are kept as text, of which `missing_fields` ends with the names of the fields. */
function missingFields(message: string): string[] {
  const [, names] = /fill in: (.+)\.$/.exec(message) ?? [];
  return names?.split(', ') ?? [];
}
