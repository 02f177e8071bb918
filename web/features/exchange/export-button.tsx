import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/contract/api.ts';
import { type DealFilter, filterText } from '../../../api/contract/deal-filter.ts';
import { exportColumns } from '../../../api/contract/exports.ts';
import { addressOf } from '../../app/api.ts';
import { usePermissions, useProjectId } from '../../app/session.ts';

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
  const [opened, setOpened] = useState(false);
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
    <Menu position="bottom-end" opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Tooltip label={t('exportDeals')} disabled={opened}>
          <ActionIcon size={30} aria-label={t('exportDeals')}>
            <IconDownload size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('exportDeals')}</Menu.Label>
        {visible.length > 0 && (
          <Menu.Item component="a" href={address(visible)} download>
            {t('exportShown')}
          </Menu.Item>
        )}
        <Menu.Item component="a" href={address(undefined)} download>
          {t('exportAll')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
