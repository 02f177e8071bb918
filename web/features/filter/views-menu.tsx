import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconBookmark,
  IconCheck,
  IconChevronDown,
  IconDeviceFloppy,
  IconHome,
  IconLayoutKanban,
  IconList,
  IconPencil,
  IconPlus,
  IconTrash,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '../../../api/contract/views.ts';
import { confirm } from '../../ui/confirm.tsx';
import { askViewName } from './ask-view-name.tsx';
import type { SavedViews } from './use-saved-views.ts';
import classes from './views-menu.module.css';

/** Filters with a name: one's own and those shared with all (PRODUCT D13). */
export function ViewsMenu({ views, mayShare }: { views: SavedViews; mayShare: boolean }) {
  const { t } = useTranslation('filter');
  const { active, changed } = views;
  const own = views.all.filter((view) => !view.shared);
  const shared = views.all.filter((view) => view.shared);
  const icon = { size: 15, stroke: 1.7 };

  const saveAs = async () => {
    const about = await askViewName({ title: t('views.saveAsTitle'), name: '', shared: false, mayShare });
    if (about) await views.create(about);
  };
  return (
    <Menu width={280} position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        {active ? (
          <Button
            variant="subtle"
            color="gray"
            className={classes.active}
            leftSection={<IconBookmark size={16} stroke={1.7} />}
            rightSection={<IconChevronDown size={14} stroke={1.8} />}
            aria-label={t('views.active', { name: active.name })}
          >
            <span className={classes.name}>{active.name}</span>
            {changed && (
              <span className={classes.changed} title={t('views.changed')}>
                ●
              </span>
            )}
          </Button>
        ) : (
          <Tooltip label={t('views.title')}>
            <ActionIcon size={30} aria-label={t('views.title')}>
              <IconBookmark size={17} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        )}
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {views.all.length === 0 && <p className={classes.hint}>{t('views.none')}</p>}
        {own.length > 0 && <Menu.Label>{t('views.own')}</Menu.Label>}
        {own.map((view) => (
          <ViewItem key={view.id} view={view} views={views} />
        ))}
        {shared.length > 0 && <Menu.Label>{t('views.shared')}</Menu.Label>}
        {shared.map((view) => (
          <ViewItem key={view.id} view={view} views={views} />
        ))}
        <Menu.Divider />
        {active && changed && (active.own || mayShare) && (
          <Menu.Item leftSection={<IconDeviceFloppy {...icon} />} onClick={() => void views.save(active)}>
            {t('views.save', { name: active.name })}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconPlus {...icon} />} onClick={() => void saveAs()}>
          {t('views.saveAs')}
        </Menu.Item>
        {active && <ActiveItems view={active} views={views} mayShare={mayShare} />}
      </Menu.Dropdown>
    </Menu>
  );
}

function ViewItem({ view, views }: { view: SavedView; views: SavedViews }) {
  const { t } = useTranslation('filter');
  const Kind = view.kind === 'list' ? IconList : IconLayoutKanban;
  return (
    <Menu.Item
      leftSection={<Kind size={15} stroke={1.7} />}
      rightSection={
        <>
          {views.defaultId === view.id && <IconHome size={14} stroke={1.7} aria-label={t('views.isDefault')} />}
          {views.active?.id === view.id && <IconCheck size={14} />}
        </>
      }
      onClick={() => views.apply(view)}
    >
      {view.name}
    </Menu.Item>
  );
}

function ActiveItems({ view, views, mayShare }: { view: SavedView; views: SavedViews; mayShare: boolean }) {
  const { t } = useTranslation('filter');
  const icon = { size: 15, stroke: 1.7 };
  const isDefault = views.defaultId === view.id;

  const rename = async () => {
    const { name, shared } = view;
    const about = await askViewName({ title: t('views.renameTitle'), name, shared, mayShare });
    if (about) await views.rename(view, about);
  };
  const remove = async () => {
    const title = t('views.removeTitle', { name: view.name });
    const sure = await confirm({
      title,
      text: t(view.shared ? 'views.removeShared' : 'views.removeOwn'),
      action: t('views.remove'),
    });
    if (sure) await views.remove(view);
  };
  return (
    <>
      <Menu.Item
        leftSection={<IconHome {...icon} />}
        rightSection={isDefault && <IconCheck size={14} />}
        onClick={() => views.setDefault(isDefault ? undefined : view)}
      >
        {t('views.default')}
      </Menu.Item>
      {(view.own || mayShare) && (
        <>
          <Menu.Item
            leftSection={view.shared ? <IconUsers {...icon} /> : <IconPencil {...icon} />}
            onClick={() => void rename()}
          >
            {t('views.rename')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash {...icon} />} onClick={() => void remove()}>
            {t('views.remove')}
          </Menu.Item>
        </>
      )}
      <Menu.Divider />
      <Menu.Item onClick={() => views.leave()}>{t('views.leave')}</Menu.Item>
    </>
  );
}
