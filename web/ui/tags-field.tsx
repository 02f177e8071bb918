import { UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './tags-field.module.css';

interface TagsFieldProps {
  label: string;
  tags: string[];
  readOnly: boolean;
  onChange: (tags: string[]) => void;
}

/** Tags as chips; typing at their end adds one, Backspace in the empty field takes the last off. */
export function TagsField({ label, tags, readOnly, onChange }: TagsFieldProps) {
  const { t } = useTranslation('ui');
  const [text, setText] = useState('');

  const add = () => {
    const tag = text.trim().slice(0, 60);
    setText('');
    if (tag !== '' && !tags.includes(tag)) onChange([...tags, tag]);
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      add();
    }
    if (event.key === 'Backspace' && text === '' && tags.length > 0) onChange(tags.slice(0, -1));
    if (event.key === 'Escape') setText('');
  };

  return (
    <div className={classes.field}>
      {tags.map((tag) => (
        <span key={tag} className={classes.tag}>
          {tag}
          {!readOnly && (
            <UnstyledButton
              className={classes.remove}
              aria-label={t('removeTag', { tag })}
              onClick={() => onChange(tags.filter((one) => one !== tag))}
            >
              <IconX size={11} stroke={2} />
            </UnstyledButton>
          )}
        </span>
      ))}
      {!readOnly && (
        <input
          className={classes.input}
          aria-label={label}
          data-mantine-stop-propagation={text !== '' || undefined}
          placeholder={tags.length === 0 ? t('add') : '+'}
          value={text}
          maxLength={60}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={keys}
          onBlur={add}
        />
      )}
    </div>
  );
}
