import type { ReactNode } from 'react';
import classes from './property-section.module.css';

export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.head}>
        <h3 className={classes.title}>{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** One line: what it is, and its value that can be pressed. */
export function Property({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.property}>
      <div className={classes.label}>{label}</div>
      <div className={classes.value}>{children}</div>
    </div>
  );
}
