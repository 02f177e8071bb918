import type { ReactNode } from 'react';
import { LanguageSwitch } from '../../app/user-menu.tsx';
import classes from './sign-in-page.module.css';

/** The frame of all that is shown to who is not inside yet. */
export function Door({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.page}>
      <main className={classes.door}>
        <div className={classes.mark} aria-hidden>
          <svg aria-hidden width="20" height="20" viewBox="0 0 20 20" fill="currentColor">
            <path d="M2 3.5h16l-5.6 6.3v5.2L7.6 17.5V9.8z" />
          </svg>
        </div>
        <h1 className={classes.title}>{title}</h1>
        {children}
      </main>
      <footer className={classes.footer}>
        <LanguageSwitch />
      </footer>
    </div>
  );
}
