import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import classes from './cell-text-field.module.css';

interface CellTextFieldProps {
  label: string;
  value: string;
  inputMode?: 'text' | 'decimal';
  align?: 'left' | 'right';
  maxLength?: number;
  /** Called with what was typed, trimmed, if it is another text. */
  onSave: (text: string) => void;
  onClose: (next?: 'next') => void;
}

/** Enter or leaving saves, Tab saves and goes on, Escape gives up. */
export function CellTextField({
  label,
  value,
  inputMode,
  align,
  maxLength = 200,
  onSave,
  onClose,
}: CellTextFieldProps) {
  const [text, setText] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);

  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, []);

  const finish = (save: boolean, next?: 'next') => {
    // Closing takes the focus away, which is no second leaving.
    if (done.current) return;
    done.current = true;
    if (save && text.trim() !== value.trim()) onSave(text.trim());
    onClose(next);
  };
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) finish(true);
    if (event.key === 'Escape') finish(false);
    if (event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault();
      finish(true, 'next');
    }
  };
  return (
    <input
      ref={field}
      className={classes.field}
      aria-label={label}
      data-align={align}
      inputMode={inputMode}
      maxLength={maxLength}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={keys}
      onBlur={() => finish(true)}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
