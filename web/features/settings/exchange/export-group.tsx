import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/contract/api.ts';
import { addressOf } from '../../../app/api.ts';
import { usePermissions, useProjectId } from '../../../app/session.ts';
import { Group, Setting } from '../section.tsx';

export function ExportGroup() {
  const { t, i18n } = useTranslation('exchange');
  const projectId = useProjectId();
  const { may, restricted } = usePermissions();
  if (restricted('export')) {
    return (
      <Group title={t('export')}>
        <Setting title={t('mayNotExport')}>{null}</Setting>
      </Group>
    );
  }
  const layout = i18n.language === 'ru' ? 'ru' : 'en';
  const link = (operation: typeof api.exports.deals | typeof api.exports.contacts) =>
    addressOf(operation.path, { params: { projectId }, query: { layout } });
  return (
    <Group title={t('export')}>
      {may('contacts', 'view') && (
        <Setting title={t('contacts')} description={t('exportContactsText')}>
          <Download href={link(api.exports.contacts)} label={t('download')} about={t('contacts')} />
        </Setting>
      )}
      {may('crm', 'view') && (
        <Setting title={t('deals')} description={t('exportDealsText')}>
          <Download href={link(api.exports.deals)} label={t('download')} about={t('deals')} />
        </Setting>
      )}
    </Group>
  );
}

function Download({ href, label, about }: { href: string; label: string; about: string }) {
  return (
    <Button
      component="a"
      href={href}
      download
      variant="default"
      aria-label={`${label}: ${about}`}
      leftSection={<IconDownload size={16} stroke={1.7} />}
    >
      {label}
    </Button>
  );
}
