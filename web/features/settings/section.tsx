import type { ReactNode } from 'react';
import classes from './section.module.css';

/** One page of the settings. */
export function Section({
  title,
  description,
  action,
  children,
}: {
  title: string;
  description?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.head}>
        <div>
          <h1 className={classes.title}>{title}</h1>
          {description && <p className={classes.description}>{description}</p>}
        </div>
        {action && <div className={classes.action}>{action}</div>}
      </div>
      {children}
    </section>
  );
}

/** What belongs together, in one frame. */
export function Group({ title, aside, children }: { title?: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.group}>
      {(title || aside) && (
        <div className={classes.groupHead}>
          {title && <h2 className={classes.groupTitle}>{title}</h2>}
          {aside}
        </div>
      )}
      <div className={classes.frame}>{children}</div>
    </div>
  );
}

/** One setting: its name, what it does, and the thing to change it with. */
export function Setting({
  title,
  description,
  htmlFor,
  wide,
  children,
}: {
  title: string;
  description?: ReactNode;
  /** The control's id: the title is its label. */
  htmlFor?: string;
  /** The control needs the whole width. */
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={classes.setting} data-wide={wide || undefined}>
      <div className={classes.words}>
        {htmlFor ? (
          <label className={classes.settingTitle} htmlFor={htmlFor}>
            {title}
          </label>
        ) : (
          <div className={classes.settingTitle}>{title}</div>
        )}
        {description && <div className={classes.settingText}>{description}</div>}
      </div>
      <div className={classes.control}>{children}</div>
    </div>
  );
}
