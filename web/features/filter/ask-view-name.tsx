import { Button, Group, Stack, Switch, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import i18next from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface ViewName {
  name: string;
  shared: boolean;
}

interface Question extends ViewName {
  title: string;
  mayShare: boolean;
}

/** How a view is called and whether colleagues see it; undefined when the person thinks better of it. */
export function askViewName(question: Question): Promise<ViewName | undefined> {
  return new Promise((resolve) => {
    const id = modals.open({
      title: question.title,
      size: 'sm',
      closeButtonProps: { 'aria-label': i18next.t('ui:close') },
      onClose: () => resolve(undefined),
      children: (
        <ViewNameForm
          {...question}
          onCancel={() => modals.close(id)}
          onName={(about) => {
            resolve(about);
            modals.close(id);
          }}
        />
      ),
    });
  });
}

function ViewNameForm(props: Question & { onName: (about: ViewName) => void; onCancel: () => void }) {
  const { t } = useTranslation('filter');
  const { t: tUi } = useTranslation('ui');
  const [name, setName] = useState(props.name);
  const [shared, setShared] = useState(props.shared);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) props.onName({ name: name.trim(), shared });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={t('views.name')}
          placeholder={t('views.placeholder')}
          value={name}
          maxLength={100}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {props.mayShare && (
          <Switch
            label={t('views.share')}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onCancel}>
            {tUi('cancel')}
          </Button>
          <Button type="submit" disabled={name.trim() === ''}>
            {t('views.saveAction')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
