/** Which nodes lie on a circle of these connections: in one strongly connected part with another, or connected to themselves. */
export function nodesOnCycles(nodes: Iterable<string>, next: (node: string) => readonly string[]): Set<string> {
  const order = [...nodes];
  const before = new Map<string, string[]>();
  for (const node of order) {
    for (const target of next(node)) {
      const sources = before.get(target);
      if (sources) sources.push(node);
      else before.set(target, [node]);
    }
  }
  const seen = new Set<string>();
  const finished = order.flatMap((node) => visited(node, next, seen));
  // Kosaraju: backwards from what was finished last, each walk stays within one part.
  const placed = new Set<string>();
  const found = new Set<string>();
  for (const node of finished.reverse()) {
    const part = visited(node, (one) => before.get(one) ?? [], placed);
    if (part.length > 1 || (part.length === 1 && next(node).includes(node))) for (const one of part) found.add(one);
  }
  return found;
}

/** What can be reached and was not seen yet, each after everything that it leads to. Without recursion: flows may be long. */
function visited(from: string, next: (node: string) => readonly string[], seen: Set<string>): string[] {
  if (seen.has(from)) return [];
  seen.add(from);
  const finished: string[] = [];
  const path = [{ node: from, left: [...next(from)] }];
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const target = top.left.pop();
    if (target === undefined) {
      finished.push(top.node);
      path.pop();
    } else if (!seen.has(target)) {
      seen.add(target);
      path.push({ node: target, left: [...next(target)] });
    }
  }
  return finished;
}
