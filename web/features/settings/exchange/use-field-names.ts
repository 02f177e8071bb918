import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import { useOperation } from '../../../app/api.ts';
import { useProjectId } from '../../../app/session.ts';

/** What a field of an import is called: our own by the language, custom ones by their names, other variables by themselves. */
export function useFieldNames(): (field: string) => string {
  const { t } = useTranslation('exchange');
  const { data: custom = [] } = useOperation(api.fields.list, { params: { projectId: useProjectId() } });
  return (field) => {
    const known = custom.find(({ entity, key }) => `${entity}.${key}` === field);
    if (known) return known.name;
    return t(`fields.${field.replace('.', '_')}`, { defaultValue: field.replace(/^(deal|contact)\./, '') });
  };
}
