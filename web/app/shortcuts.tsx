import { Kbd, Modal } from '@mantine/core';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { undoLast } from '../ui/last-undo.ts';
import { usePermissions } from './session.ts';
import classes from './shortcuts.module.css';

const QuickSearch = lazy(() => import('./quick-search.tsx').then((m) => ({ default: m.QuickSearch })));

const mac = /Mac|iPhone|iPad/.test(navigator.platform);
const ctrl = mac ? '⌘' : 'Ctrl';

/** In the order in which they are learned. */
const shortcuts: { group: string; keys: { name: string; keys: string[] }[] }[] = [
  {
    group: 'everywhere',
    keys: [
      { name: 'jump', keys: [ctrl, 'K'] },
      { name: 'find', keys: ['/'] },
      { name: 'undo', keys: [ctrl, 'Z'] },
      { name: 'help', keys: ['?'] },
      { name: 'close', keys: ['Esc'] },
    ],
  },
  {
    group: 'board',
    keys: [
      { name: 'walk', keys: ['←', '↑', '↓', '→'] },
      { name: 'open', keys: ['Enter'] },
      { name: 'lift', keys: ['Space'] },
      { name: 'carry', keys: ['←', '↑', '↓', '→'] },
      { name: 'drop', keys: ['Space'] },
    ],
  },
  {
    group: 'list',
    keys: [
      { name: 'cells', keys: ['←', '↑', '↓', '→'] },
      { name: 'open', keys: ['Enter'] },
      { name: 'edit', keys: ['F2'] },
      { name: 'tick', keys: ['Space'] },
      { name: 'tickMore', keys: ['Shift', '↓'] },
      { name: 'tickAll', keys: [ctrl, 'A'] },
    ],
  },
  {
    group: 'writing',
    keys: [
      { name: 'send', keys: ['Enter'] },
      { name: 'line', keys: ['Shift', 'Enter'] },
      { name: 'saveLong', keys: [ctrl, 'Enter'] },
    ],
  },
];

/** The keys that work on every page of a project, and the page that `?` opens to teach them (PRODUCT §9). */
export function Shortcuts() {
  const { t } = useTranslation('app');
  const [open, setOpen] = useState(false);
  const [searching, setSearching] = useState(false);
  const { may } = usePermissions();
  useKeys((event) => {
    if (event.code === 'KeyK' && (event.ctrlKey || event.metaKey) && may('crm', 'view')) setSearching(true);
    else if (event.key === '?' && !event.ctrlKey && !event.metaKey) setOpen(true);
    else if (event.code === 'KeyZ' && (event.ctrlKey || event.metaKey) && !event.shiftKey) undoLast();
    else return;
    event.preventDefault();
  });

  return (
    <>
      {searching && (
        <Suspense fallback={null}>
          <QuickSearch onClose={() => setSearching(false)} />
        </Suspense>
      )}
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t('shortcuts.title')}
        size={420}
        closeButtonProps={{ 'aria-label': t('shortcuts.close') }}
      >
        {shortcuts.map(({ group, keys }) => (
          <section key={group} className={classes.group}>
            <h3>{t(`shortcuts.${group}`)}</h3>
            <dl>
              {keys.map(({ name, keys: pressed }) => (
                <div key={name} className={classes.line}>
                  <dt>{t(`shortcuts.${name}`)}</dt>
                  <dd>
                    {pressed.map((key) => (
                      <Kbd key={key} size="xs">
                        {key === 'Space' ? t('shortcuts.space') : key}
                      </Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </Modal>
    </>
  );
}

/** Keys pressed anywhere but in a text field, which has its own. */
function useKeys(work: (event: KeyboardEvent) => void): void {
  const newest = useRef(work);
  useEffect(() => {
    newest.current = work;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable]');
      if (!typing && !event.defaultPrevented) newest.current(event);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
