import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../../ui/moments.ts';
import classes from './status-bar.module.css';

/** The top edge of the device: nothing to press, nothing to read aloud. */
export function StatusBar() {
  const { i18n } = useTranslation();
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 20_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className={classes.bar} aria-hidden>
      <span>{clockTime(now, i18n.language).replace(/\s?[AP]M$/, '')}</span>
      <span className={classes.camera} />
      <svg aria-hidden width="44" height="12" viewBox="0 0 44 12" fill="currentColor">
        <path d="M0 9h2.5v3H0zM3.8 6.5h2.5V12H3.8zM7.6 3.8h2.5V12H7.6zM11.4 1h2.5v11h-2.5z" />
        <rect x="17.6" y="1.6" width="22.8" height="8.8" rx="2.6" fill="none" stroke="currentColor" />
        <rect x="19.5" y="3.5" width="15" height="5" rx="1.2" />
        <path d="M42 4.6c1.2.4 1.2 2.4 0 2.8z" />
      </svg>
    </div>
  );
}
