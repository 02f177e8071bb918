import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermissions } from '../../../app/session.ts';
import { toastDone } from '../../../ui/toast.tsx';
import classes from './reason-list.module.css';

interface ReasonListProps {
  label: string;
  reasons: string[];
  /** Rejects when it was not saved; what was typed is then still in its field. */
  onReasons: (reasons: string[]) => Promise<unknown>;
}

const most = 50;

export function ReasonList({ label, reasons, onReasons }: ReasonListProps) {
  const { t } = useTranslation('settings');
  const disabled = !usePermissions().may('settings', 'edit');
  const [text, setText] = useState('');
  const fresh = text.trim();
  const isKnown = (words: string) => reasons.some((one) => one.toLowerCase() === words.toLowerCase());
  const known = isKnown(fresh);

  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (fresh === '' || known) return;
    await onReasons([...reasons, fresh]).then(
      () => setText((now) => (now.trim() === fresh ? '' : now)),
      () => {}, // said beside the list
    );
  };
  const save = (next: string[]) => void onReasons(next).catch(() => {});
  const remove = (index: number) => {
    const before = reasons;
    save(reasons.filter((_, at) => at !== index));
    toastDone({
      id: 'reason removed',
      message: t('reasons.removed', { reason: reasons[index] }),
      action: { label: t('undo'), run: () => save(before) },
    });
  };

  return (
    <>
      <ul className={classes.list} hidden={reasons.length === 0}>
        {reasons.map((reason, index) => (
          <li key={reason} className={classes.item}>
            <Reason
              reason={reason}
              disabled={disabled}
              onReason={(next) => save(reasons.with(index, next))}
              isKnown={isKnown}
            />
            {!disabled && (
              <span className={classes.actions}>
                <ActionIcon
                  aria-label={t('reasons.up', { reason })}
                  disabled={index === 0}
                  onClick={() => save(swapped(reasons, index - 1))}
                >
                  <IconArrowUp size={15} stroke={1.7} />
                </ActionIcon>
                <ActionIcon
                  aria-label={t('reasons.down', { reason })}
                  disabled={index === reasons.length - 1}
                  onClick={() => save(swapped(reasons, index))}
                >
                  <IconArrowDown size={15} stroke={1.7} />
                </ActionIcon>
                <ActionIcon aria-label={t('reasons.remove', { reason })} onClick={() => remove(index)}>
                  <IconX size={15} stroke={1.7} />
                </ActionIcon>
              </span>
            )}
          </li>
        ))}
      </ul>
      {reasons.length === 0 && <p className={classes.empty}>{t('reasons.empty')}</p>}
      {!disabled && reasons.length < most && (
        <form className={classes.add} onSubmit={(event) => void add(event)}>
          <TextInput
            className={classes.field}
            aria-label={t('reasons.new', { list: label })}
            placeholder={t('reasons.placeholder')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={fresh !== '' && known && t('reasons.known')}
            maxLength={200}
          />
          <Button
            type="submit"
            variant="default"
            disabled={fresh === '' || known}
            leftSection={<IconPlus size={15} stroke={1.9} />}
          >
            {t('reasons.add')}
          </Button>
        </form>
      )}
    </>
  );
}

/** Renamed in place: Enter or leaving saves, Escape takes it back. */
function Reason({
  reason,
  disabled,
  isKnown,
  onReason,
}: {
  reason: string;
  disabled: boolean;
  isKnown: (words: string) => boolean;
  onReason: (reason: string) => void;
}) {
  const { t } = useTranslation('settings');
  const [text, setText] = useState(reason);
  const leave = () => {
    const next = text.trim();
    const sameButCase = next.toLowerCase() === reason.toLowerCase();
    if (next === '' || (isKnown(next) && !sameButCase)) setText(reason);
    else if (next !== reason) onReason(next);
  };
  return (
    <input
      className={classes.reason}
      aria-label={t('reasons.rename', { reason })}
      disabled={disabled}
      maxLength={200}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setText(reason);
      }}
    />
  );
}

function swapped(list: string[], first: number): string[] {
  const [a, b] = [list[first], list[first + 1]];
  return a === undefined || b === undefined ? list : list.with(first, b).with(first + 1, a);
}
