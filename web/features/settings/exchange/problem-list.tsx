import { useTranslation } from 'react-i18next';
import type { CellProblemView } from '../../../../api/contract/imports.ts';
import classes from './problem-list.module.css';
import { useFieldNames } from './use-field-names.ts';

/** What is wrong with a row, cell by cell. */
export function ProblemList({ problems, headers }: { problems: CellProblemView[]; headers: string[] }) {
  const { t } = useTranslation('exchange');
  const nameOf = useFieldNames();
  if (problems.length === 0) return null;
  return (
    <ul className={classes.list}>
      {problems.map(({ column, code, value }) => (
        <li key={`${column} ${code}`}>
          {column !== null && <span className={classes.column}>{headers[column] || column + 1}: </span>}
          {t(`problems.${code}`)}
          {value && column !== null && <span className={classes.value}> {t('quoted', { value })}</span>}
          {value && code === 'missing_fields' && `: ${value.split(', ').map(nameOf).join(', ')}`}
        </li>
      ))}
    </ul>
  );
}
