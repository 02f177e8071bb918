/**
 * Whether two texts are the same but for typos: 1 - distance / length of the longer ≥ `threshold`.
 *
 * The distance counts what fingers do (a letter missing, added, wrong, or two swapped: Damerau-Levenshtein in its
 * "optimal string alignment" form). Bigram overlap (Dice) was refused: it sees one swap in a short word as three
 * faults ("цеан" and "цена" share one pair of letters in five), and most answers in a chat are short words.
 *
 * Bounded: only texts of nearly equal length are compared, only as far as `longest`, and only until the distance is too large.
 */
export function isSimilar(a: string, b: string, threshold: number): boolean {
  if (a === b) return true;
  const length = Math.max(a.length, b.length);
  if (length > longest) return false;
  const allowed = Math.floor(length * (1 - threshold) + 1e-9);
  if (Math.abs(a.length - b.length) > allowed) return false;
  return distanceWithin(a, b, allowed) <= allowed;
}

const longest = 500;

/** The distance, or some number above `allowed` as soon as it is certain to be above. */
function distanceWithin(a: string, b: string, allowed: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const differs = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + differs);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > allowed) return least;
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
