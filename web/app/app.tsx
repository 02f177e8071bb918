import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import i18next from 'i18next';
import { I18nextProvider } from 'react-i18next';
import { Dates } from './dates.tsx';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';
import { cssVariables, theme } from './theme.ts';

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <I18nextProvider i18n={i18next}>
        <QueryClientProvider client={queryClient}>
          <Dates>
            <ModalsProvider>
              <Notifications position="bottom-right" limit={4} containerWidth={380} />
              <RouterProvider router={router} context={{ queryClient }} />
            </ModalsProvider>
          </Dates>
        </QueryClientProvider>
      </I18nextProvider>
    </MantineProvider>
  );
}
