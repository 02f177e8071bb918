import i18next from 'i18next';
import type { SaveOutcome } from './inline-text.tsx';
import { toastProblem } from './toast.tsx';

interface Choice {
  /** Of the toast: a later question about the same field takes its place. */
  id: string;
  chosen: string;
  /** The value that the person saw. */
  over: string;
  save: (over: string) => Promise<SaveOutcome>;
  /** A value as people read it. */
  nameOf: (value: string) => string;
}

/** A choice cannot be kept in its field as typed words can: who meets a colleague's newer choice is asked by a toast (PRODUCT D14). */
export async function saveChoice(choice: Choice): Promise<void> {
  const outcome = await choice.save(choice.over);
  if (outcome.kind !== 'conflict' || outcome.newer === choice.chosen) return;
  const { newer, who = '—' } = outcome;
  toastProblem({
    id: choice.id,
    message: i18next.t('ui:conflict.chosen', { who, newer: newer === '' ? '—' : choice.nameOf(newer) }),
    action: { label: i18next.t('ui:conflict.mine'), run: () => void saveChoice({ ...choice, over: newer }) },
  });
}
