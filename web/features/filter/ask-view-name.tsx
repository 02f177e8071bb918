import { Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerForm, askInDialog } from '../../ui/ask-in-dialog.tsx';

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
  return askInDialog<ViewName>(question, (answer) => <ViewNameForm {...question} onAnswer={answer} />);
}

function ViewNameForm(props: Question & { onAnswer: (about?: ViewName) => void }) {
  const { t } = useTranslation('filter');
  const [name, setName] = useState(props.name);
  const [shared, setShared] = useState(props.shared);
  return (
    <AnswerForm
      action={t('views.saveAction')}
      incomplete={name.trim() === ''}
      onAnswer={() => props.onAnswer({ name: name.trim(), shared })}
      onCancel={() => props.onAnswer()}
    >
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
    </AnswerForm>
  );
}
