import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './inline-text.module.css';

export type SaveOutcome =
  | { kind: 'saved' }
  /** The person has been told; what he typed stays in the field. */
  | { kind: 'failed' }
  /** Somebody else changed this very field meanwhile. */
  | { kind: 'conflict'; newer: string; who?: string | undefined };

interface InlineTextProps {
  label: string;
  /** As it is typed. */
  value: string;
  /** As it is read; default: the value. */
  display?: ReactNode;
  placeholder?: string;
  multiline?: boolean;
  readOnly?: boolean;
  inputMode?: 'text' | 'decimal' | 'tel' | 'email';
  className?: string | undefined;
  maxLength?: number;
  /** `over` is the value that the person knowingly replaces: the one that he saw. */
  onSave: (text: string, over: string) => Promise<SaveOutcome>;
}

/**
 * Text that turns into a field when pressed. Enter or leaving saves, Escape gives up. A save that meets somebody else's newer
 * value shows both and lets the person choose: nothing typed is lost, nothing newer is overwritten unseen.
 */
export function InlineText(props: InlineTextProps) {
  const { label, value, display, multiline = false, readOnly = false, className, onSave } = props;
  // It invites to write: not those who may only look.
  const placeholder = readOnly ? undefined : props.placeholder;
  const [editing, setEditing] = useState<{ text: string; over: string } | null>(null);
  const [newer, setNewer] = useState<{ value: string; who: string | undefined } | null>(null);
  const [saving, setSaving] = useState(false);
  const reader = useRef<HTMLButtonElement>(null);

  const close = () => {
    setEditing(null);
    setNewer(null);
  };
  const save = async (over: string) => {
    if (!editing || saving) return;
    if (editing.text.trim() === over.trim()) return close();
    setSaving(true);
    const outcome = await onSave(editing.text.trim(), over);
    setSaving(false);
    if (outcome.kind === 'saved') close();
    if (outcome.kind === 'conflict') setNewer({ value: outcome.newer, who: outcome.who });
  };

  if (editing === null) {
    return (
      <button
        ref={reader}
        type="button"
        className={`${classes.reader} ${className ?? ''}`}
        data-empty={value === '' || undefined}
        disabled={readOnly}
        aria-label={`${label}: ${value || placeholder || '—'}`}
        onClick={() => setEditing({ text: value, over: value })}
      >
        {value === '' ? (placeholder ?? '—') : (display ?? value)}
      </button>
    );
  }
  return (
    <div className={classes.editor}>
      <Field
        {...props}
        className={className}
        multiline={multiline}
        text={editing.text}
        saving={saving}
        onText={(text) => setEditing({ ...editing, text })}
        onEnter={() => void save(editing.over)}
        onLeave={() => newer === null && void save(editing.over)}
        onEscape={() => {
          close();
          requestAnimationFrame(() => reader.current?.focus());
        }}
      />
      {newer !== null && <Conflict {...newer} onMine={() => void save(newer.value)} onTheirs={close} />}
    </div>
  );
}

interface FieldProps extends InlineTextProps {
  text: string;
  saving: boolean;
  onText: (text: string) => void;
  onEnter: () => void;
  onLeave: () => void;
  onEscape: () => void;
}

function Field(props: FieldProps) {
  const { label, placeholder, multiline, inputMode, className, maxLength = 200, text, saving, onText } = props;
  const element = useRef<HTMLInputElement & HTMLTextAreaElement>(null);

  useEffect(() => {
    element.current?.focus();
    element.current?.select();
  }, []);
  useEffect(() => {
    const area = element.current;
    if (!multiline || !area) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 2}px`;
  });

  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && (!multiline || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      props.onEnter();
    }
    if (event.key === 'Escape') props.onEscape();
  };
  const attributes = {
    ref: element,
    'aria-label': label,
    'aria-busy': saving,
    // Escape gives up the edit, not the drawer around it.
    'data-mantine-stop-propagation': 'true',
    className: `${classes.field} ${className ?? ''}`,
    placeholder,
    maxLength,
    value: text,
    onBlur: props.onLeave,
    onKeyDown: keys,
  };
  if (multiline) return <textarea {...attributes} rows={2} onChange={(event) => onText(event.currentTarget.value)} />;
  return <input {...attributes} inputMode={inputMode} onChange={(event) => onText(event.currentTarget.value)} />;
}

interface ConflictProps {
  value: string;
  who: string | undefined;
  onMine: () => void;
  onTheirs: () => void;
}

function Conflict({ value, who, onMine, onTheirs }: ConflictProps) {
  const { t } = useTranslation('ui');
  return (
    <div className={classes.conflict} role="alert">
      <p>
        {t(who ? 'conflict.by' : 'conflict.text', { who })} <b>{value || '—'}</b>
      </p>
      <button type="button" onClick={onMine}>
        {t('conflict.mine')}
      </button>
      <button type="button" onClick={onTheirs}>
        {t('conflict.theirs')}
      </button>
    </div>
  );
}
