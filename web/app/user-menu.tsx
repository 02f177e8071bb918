import {
  Box,
  Button,
  Divider,
  Popover,
  SegmentedControl,
  Text,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/contract/api.ts';
import { MemberAvatar } from '../ui/member-avatar.tsx';
import { toastError } from '../ui/toast.tsx';
import { call } from './api.ts';
import { asLanguage, changeLanguage } from './language.ts';
import { useMe } from './session.ts';
import classes from './shell.module.css';

/** No menu to assistive technology: a menu may hold no switches. */
export function UserMenu() {
  const { t } = useTranslation();
  const me = useMe();
  const signOut = useSignOut();

  return (
    <Popover position="right-end" width={248} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.item} aria-label={t('user.menu', { name: me.name })}>
          <MemberAvatar name={me.name} size={28} tooltip={false} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={4} aria-label={t('user.menu', { name: me.name })}>
        <Box px={10} pt={6} pb={8}>
          <Text size="sm" fw={600} truncate>
            {me.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {me.email}
          </Text>
        </Box>
        <Divider my={4} />
        <Box px={10} py={6}>
          <LanguageSwitch />
          <ThemeSwitch />
        </Box>
        <Divider my={4} />
        <Button
          variant="subtle"
          color="gray"
          fullWidth
          justify="flex-start"
          px={10}
          leftSection={<IconLogout size={16} stroke={1.7} />}
          onClick={() => void signOut()}
        >
          {t('user.signOut')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <SegmentedControl
      fullWidth
      aria-label={t('user.language')}
      value={asLanguage(i18n.language)}
      onChange={(value) => void changeLanguage(asLanguage(value))}
      data={[
        { value: 'ru', label: 'Русский' },
        { value: 'en', label: 'English' },
      ]}
    />
  );
}

function ThemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      mt={6}
      fullWidth
      aria-label={t('user.theme')}
      value={colorScheme}
      onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
      data={[
        { value: 'light', label: t('user.light') },
        { value: 'dark', label: t('user.dark') },
        { value: 'auto', label: t('user.auto') },
      ]}
    />
  );
}

function useSignOut(): () => Promise<void> {
  return async () => {
    try {
      await call(api.session.signOut, {});
    } catch (error) {
      toastError(error);
      return;
    }
    // A page of its own: nothing that this user has read stays in memory, and nothing here asks on his behalf any more.
    window.location.assign('/sign-in');
  };
}
