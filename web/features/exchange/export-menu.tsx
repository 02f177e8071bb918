import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface ExportMenuProps {
  title: string;
  /** Address of a file with the columns on the screen; undefined when a file has none of them. */
  shown: string | undefined;
  all: string;
}

export function ExportMenu({ title, shown, all }: ExportMenuProps) {
  const { t } = useTranslation('exchange');
  const [opened, setOpened] = useState(false);
  return (
    <Menu position="bottom-end" opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Tooltip label={title} disabled={opened}>
          <ActionIcon size={30} aria-label={title}>
            <IconDownload size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{title}</Menu.Label>
        {shown && (
          <Menu.Item component="a" href={shown} download>
            {t('exportShown')}
          </Menu.Item>
        )}
        <Menu.Item component="a" href={all} download>
          {t('exportAll')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
