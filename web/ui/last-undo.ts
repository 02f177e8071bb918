/** How long the keyboard can take back what was done: longer than the toast is read, shorter than one forgets. */
const valid = 60_000;

let last: { run: () => void; until: number } | undefined;

/** Ctrl+Z takes this back from now on, once; whatever was done before it stays done. */
export function rememberUndo(run: () => void): void {
  last = { run, until: Date.now() + valid };
}

export function forgetUndo(): void {
  last = undefined;
}

/** False when there is nothing to take back. */
export function undoLast(): boolean {
  const undo = last;
  last = undefined;
  if (!undo || undo.until < Date.now()) return false;
  undo.run();
  return true;
}
