import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import { type DealFilter, filterText } from '../../../api/contract/deal-filter.ts';
import { addressOf } from '../../app/api.ts';
import { usePermissions, useProjectId } from '../../app/session.ts';

interface ExportButtonProps {
  /** Of the list that it stands by: the file has the same deals. */
  filter?: DealFilter;
  pipelineId?: string;
  /** Fields of an import; default: all. */
  columns?: string[];
}

/** A link that the browser saves while the server sends: a million deals never lie in the page's memory. */
export function ExportButton({ filter = {}, pipelineId, columns }: ExportButtonProps) {
  const { t, i18n } = useTranslation('exchange');
  const params = { projectId: useProjectId() };
  if (usePermissions().restricted('export')) return null;
  const asked = filterText(filter);
  const query = {
    layout: i18n.language === 'ru' ? 'ru' : 'en',
    ...(asked && { filter: asked }),
    ...(pipelineId && { pipelineId }),
    ...(columns && { columns: columns.join(',') }),
  };
  return (
    <Button
      component="a"
      href={addressOf(api.exports.deals.path, { params, query })}
      download
      variant="default"
      leftSection={<IconDownload size={16} stroke={1.7} />}
    >
      {t('exportDeals')}
    </Button>
  );
}
