/** Which columns of the list are shown, in what order and how wide. Columns that the layout has not met stand at the end, hidden. */
export interface ColumnLayout {
  /** Keys of the shown columns from left to right; the deal's name always leads and is not among them. */
  shown: string[];
  /** Pixels; a column that nobody resized has its natural width. */
  widths: Record<string, number>;
}

export const narrowest = 72;
export const widest = 720;

export function showColumn(layout: ColumnLayout, key: string): ColumnLayout {
  return layout.shown.includes(key) ? layout : { ...layout, shown: [...layout.shown, key] };
}

export function hideColumn(layout: ColumnLayout, key: string): ColumnLayout {
  return { ...layout, shown: layout.shown.filter((one) => one !== key) };
}

/** Puts a shown column where another one stands, as a hand drops it. */
export function moveColumn(layout: ColumnLayout, key: string, over: string): ColumnLayout {
  const to = layout.shown.indexOf(over);
  if (to < 0 || !layout.shown.includes(key)) return layout;
  return { ...layout, shown: layout.shown.filter((one) => one !== key).toSpliced(to, 0, key) };
}

export function shiftColumn(layout: ColumnLayout, key: string, step: 1 | -1): ColumnLayout {
  const neighbour = layout.shown[layout.shown.indexOf(key) + step];
  return neighbour === undefined ? layout : moveColumn(layout, key, neighbour);
}

export function resizeColumn(layout: ColumnLayout, key: string, width: number): ColumnLayout {
  const bounded = Math.round(Math.min(widest, Math.max(narrowest, width)));
  return { ...layout, widths: { ...layout.widths, [key]: bounded } };
}

/** What was remembered, as far as it still makes sense. */
export function readLayout(text: string | null, natural: ColumnLayout): ColumnLayout {
  try {
    const { shown, widths } = JSON.parse(text ?? '') as Partial<ColumnLayout>; // the border: this browser's own memory
    if (!Array.isArray(shown) || typeof widths !== 'object' || widths === null) return natural;
    const numbers = Object.entries(widths).filter(([, width]) => Number.isFinite(width));
    return { shown: [...new Set(shown.map(String))], widths: Object.fromEntries(numbers) };
  } catch {
    return natural;
  }
}
