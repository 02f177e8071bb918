import { TextInput } from '@mantine/core';
import i18next from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerForm, askInDialog } from '../../ui/ask-in-dialog.tsx';

/** Asks for the parameter of a `t.me/bot?start=…` link; undefined when the person thinks better of it. */
export function askStartLink(): Promise<string | undefined> {
  return askInDialog<string>({ title: i18next.t('phones:startByLink') }, (answer) => (
    <StartLinkForm onAnswer={answer} />
  ));
}

function StartLinkForm({ onAnswer }: { onAnswer: (payload?: string) => void }) {
  const { t } = useTranslation('phones');
  const [payload, setPayload] = useState('');
  const usable = /^[\w-]{1,64}$/.test(payload);
  return (
    <AnswerForm action={t('begin')} incomplete={!usable} onAnswer={() => onAnswer(payload)} onCancel={() => onAnswer()}>
      <TextInput
        label={t('startLink.label')}
        description={t('startLink.description')}
        error={payload !== '' && !usable && t('startLink.wrong')}
        placeholder="summer_sale"
        value={payload}
        onChange={(event) => setPayload(event.currentTarget.value.trim())}
        data-autofocus
      />
    </AnswerForm>
  );
}
