import { type Ref, useImperativeHandle, useRef } from 'react';
import classes from './code-field.module.css';

export interface CodeFieldHandle {
  /** Selects the line (counted from 1) and scrolls to it. */
  goToLine: (line: number) => void;
}

interface CodeFieldProps {
  ref?: Ref<CodeFieldHandle>;
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Numbers of the lines to mark. */
  faults: readonly number[];
}

/** A plain text area with numbered lines: enough to paste a flow, find a fault and mend it. */
export function CodeField({ ref, label, value, onChange, faults }: CodeFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const lines = value.split('\n').length;

  useImperativeHandle(ref, () => ({
    goToLine: (line) => {
      const element = area.current;
      if (!element) return;
      const { start, end } = lineRange(value, line);
      element.focus();
      element.setSelectionRange(start, end);
      element.scrollTop = Math.max(0, (line - 4) * lineHeight);
    },
  }));

  return (
    <div className={classes.field}>
      <div ref={gutter} className={classes.gutter} aria-hidden>
        {Array.from({ length: lines }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <div key={index} data-fault={faults.includes(index + 1) || undefined}>
            {index + 1}
          </div>
        ))}
      </div>
      <textarea
        ref={area}
        className={classes.area}
        aria-label={label}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onScroll={(event) => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
        }}
        data-autofocus
      />
    </div>
  );
}

/** As in the style sheet. */
const lineHeight = 20;

/** Where a line (counted from 1) begins and ends in the text. */
export function lineRange(text: string, line: number): { start: number; end: number } {
  const before = text.split('\n').slice(0, Math.max(0, line - 1));
  const start = Math.min(
    text.length,
    before.reduce((sum, one) => sum + one.length + 1, 0),
  );
  const end = text.indexOf('\n', start);
  return { start, end: end === -1 ? text.length : end };
}
