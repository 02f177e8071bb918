import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import type { ContactFilter } from '../../../api/contract/contact-filter.ts';
import { contactExportColumns } from '../../../api/contract/exports.ts';
import { addressOf } from '../../app/api.ts';
import { usePermissions, useProjectId } from '../../app/session.ts';
import { ExportMenu } from './export-menu.tsx';

/** A file of exactly the contacts that the list shows. */
export function ContactsExportButton({ filter, shown }: { filter: ContactFilter; shown: readonly string[] }) {
  const { t, i18n } = useTranslation('exchange');
  const params = { projectId: useProjectId() };
  if (usePermissions().restricted('export')) return null;
  const address = (columns: string[] | undefined) =>
    addressOf(api.exports.contacts.path, {
      params,
      query: {
        layout: i18n.language === 'ru' ? 'ru' : 'en',
        filter: JSON.stringify(filter),
        ...(columns && { columns: columns.join(',') }),
      },
    });
  return (
    <ExportMenu title={t('exportContacts')} shown={address(contactExportColumns(shown))} all={address(undefined)} />
  );
}
