import { Button, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { type ApiError, isApiError } from '../app/api-error.ts';
import { explainRefusal, type Own } from './explain-refusal.ts';
import { forgetUndo, rememberUndo } from './last-undo.ts';

interface ToastAction {
  label: string;
  run: () => void;
}

interface Toast {
  /** The same id replaces the toast that is still there. */
  id?: string;
  title?: string;
  message: string;
  action?: ToastAction;
}

/** Something was done; may offer to take it back. */
export function toastDone(toast: Toast): void {
  show(toast, 'gray', <IconCheck size={16} stroke={2} />, 4000);
}

/** Something was done that can be taken back: by the toast's button, and by Ctrl+Z. */
export function toastUndo({
  id,
  message,
  undo,
  stays = false,
}: {
  id?: string;
  message: string;
  undo: () => void;
  /** Much was done: time enough to look at it before it is out of reach. */
  stays?: boolean;
}): void {
  const run = () => {
    forgetUndo();
    undo();
  };
  const shown = id ?? crypto.randomUUID();
  rememberUndo(() => {
    notifications.hide(shown);
    undo();
  });
  const action = { label: i18next.t('ui:undo'), run };
  show({ id: shown, message, action }, 'gray', <IconCheck size={16} stroke={2} />, stays ? 20_000 : 7000);
}

export function toastHint(toast: Toast): void {
  show(toast, 'accent', <IconInfoCircle size={16} stroke={2} />, 7000);
}

/** The server said no, and why. */
export function toastProblem(toast: Toast): void {
  show(toast, 'red', <IconAlertTriangle size={16} stroke={2} />, 9000);
}

export function toastError(error: unknown): void {
  toastProblem({ id: 'error', message: explainError(error) });
}

/**
 * What happened and what to do, in the reader's language where it is a kind of failure that we know. `own` are the project's
 * fields: a rule may ask for one of them.
 */
export function explainError(error: unknown, own?: readonly Own[]): string {
  if (!isApiError(error)) return i18next.t('ui:error.internal');
  const { code, details, userMessage } = error;
  if ((code === 'refused' || code === 'bad_input') && typeof details.why === 'string') {
    const message = userMessage ?? i18next.t(`ui:error.${code}`);
    const fields = Array.isArray(details.fields) ? details.fields.map(String) : [];
    return explainRefusal({ why: details.why, message, fields, details }, own);
  }
  if (code === 'bad_input') return explainInput(error);
  return i18next.t(`ui:error.${error.code}`, { defaultValue: error.userMessage ?? i18next.t('ui:error.internal') });
}

/** Which field was meant, in the reader's language; the server's own words are English. */
function explainInput({ details, userMessage }: ApiError): string {
  const [issue] = Array.isArray(details.issues) ? details.issues : [];
  const field = String(details.field ?? Object(issue).path ?? '')
    .split('.')
    .at(-1);
  const english = i18next.language === 'en' ? userMessage : undefined;
  return i18next.t(`ui:badInput.${field}`, { defaultValue: english ?? i18next.t('ui:error.bad_input') });
}

function show({ id, title, message, action }: Toast, color: string, icon: ReactNode, autoClose: number): void {
  const shown = id ?? crypto.randomUUID();
  const close = () => notifications.hide(shown);
  if (id) notifications.hide(id);
  notifications.show({
    id: shown,
    ...(title && { title }),
    color,
    icon,
    autoClose,
    withBorder: true,
    closeButtonProps: { 'aria-label': i18next.t('ui:close') },
    message: action ? <WithAction message={message} action={action} close={close} /> : message,
  });
}

function WithAction({ message, action, close }: { message: string; action: ToastAction; close: () => void }) {
  const run = () => {
    close();
    action.run();
  };
  return (
    <Stack gap={8} align="flex-start">
      <Text size="sm" c="inherit">
        {message}
      </Text>
      <Button variant="default" size="xs" onClick={run}>
        {action.label}
      </Button>
    </Stack>
  );
}
