import { Progress, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';

interface ShownProgress {
  at: (done: number) => void;
  close: () => void;
}

/** Tells how far a long work is; a short one is over before it would be seen. */
export function showProgress(title: string, total: number): ShownProgress {
  const id = 'mass progress';
  const shape = (done: number) => ({
    id,
    autoClose: false as const,
    withCloseButton: false,
    withBorder: true,
    loading: true,
    message: <Progressing title={title} done={done} total={total} />,
  });
  let shown = false;
  return {
    at: (done) => {
      if (shown) notifications.update(shape(done));
      else notifications.show(shape(done));
      shown = true;
    },
    close: () => notifications.hide(id),
  };
}

function Progressing({ title, done, total }: { title: string; done: number; total: number }) {
  const number = new Intl.NumberFormat(i18next.language);
  return (
    <>
      <Text size="sm" mb={6}>
        {title} {i18next.t('list:mass.progress', { done: number.format(done), total: number.format(total) })}
      </Text>
      <Progress value={total > 0 ? (100 * done) / total : 0} size="sm" aria-label={title} />
    </>
  );
}
