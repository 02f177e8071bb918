/** Which rows are ticked: some by hand, or all that the filter finds (also those that were never loaded) but a few. */
export type Selection = { kind: 'some'; ids: ReadonlySet<string> } | { kind: 'all'; except: ReadonlySet<string> };

export const nothing: Selection = { kind: 'some', ids: new Set() };
export const everything: Selection = { kind: 'all', except: new Set() };

export function isSelected(selection: Selection, id: string): boolean {
  return selection.kind === 'some' ? selection.ids.has(id) : !selection.except.has(id);
}

/** `found` is how many rows the filter finds. */
export function selectedCount(selection: Selection, found: number): number {
  return selection.kind === 'some' ? selection.ids.size : Math.max(0, found - selection.except.size);
}

export function withSelected(selection: Selection, ids: readonly string[], selected: boolean): Selection {
  const named = selection.kind === 'some' ? selection.ids : selection.except;
  const next = new Set(named);
  for (const id of ids) {
    if (selected === (selection.kind === 'some')) next.add(id);
    else next.delete(id);
  }
  return selection.kind === 'some' ? { kind: 'some', ids: next } : { kind: 'all', except: next };
}
