import { Center, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function LoadingScreen() {
  const { t } = useTranslation('ui');
  return (
    <Center h="100%" mih={240} role="status" aria-label={t('loading')}>
      <Loader size="sm" color="gray" />
    </Center>
  );
}
