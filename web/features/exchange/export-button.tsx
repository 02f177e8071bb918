import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import { type DealFilter, filterText } from '../../../api/contract/deal-filter.ts';
import { exportColumns } from '../../../api/contract/exports.ts';
import { addressOf } from '../../app/api.ts';
import { usePermissions, useProjectId } from '../../app/session.ts';
import { ExportMenu } from './export-menu.tsx';

interface ExportButtonProps {
  /** Of the list that it stands by: the file has the same deals. */
  filter: DealFilter;
  pipelineId: string;
  /** Keys of the list's columns. */
  shown: readonly string[];
}

/** Links that the browser saves while the server sends: a million deals never lie in the page's memory. */
export function ExportButton({ filter, pipelineId, shown }: ExportButtonProps) {
  const { t, i18n } = useTranslation('exchange');
  const params = { projectId: useProjectId() };
  const { may, restricted } = usePermissions();
  if (restricted('export')) return null;
  const asked = filterText(filter);
  const visible = exportColumns(shown, may('contacts', 'view'));
  const address = (columns: string[] | undefined) =>
    addressOf(api.exports.deals.path, {
      params,
      query: {
        pipelineId,
        layout: i18n.language === 'ru' ? 'ru' : 'en',
        ...(asked && { filter: asked }),
        ...(columns && { columns: columns.join(',') }),
      },
    });
  return (
    <ExportMenu
      title={t('exportDeals')}
      shown={visible.length > 0 ? address(visible) : undefined}
      all={address(undefined)}
    />
  );
}
