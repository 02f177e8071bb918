/** What stands between the tags of a cell. */
const separators = /[,;|\n]/;

/** One tag of a cell: in quotes with whatever inside, or plain up to the next separator. */
const part = /\s*"((?:[^"]|"")*)"\s*(?=[,;|\n]|$)|([^,;|\n]*)/y;

/** Tags as one cell, such as `vip, "tall, dark"`: one that holds a separator stands in quotes, so that `readTags` gives it back. */
export function tagsCell(tags: readonly string[]): string {
  return tags
    .map((tag) => (separators.test(tag) || tag.startsWith('"') ? `"${tag.replaceAll('"', '""')}"` : tag))
    .join(', ');
}

export function readTags(cell: string): string[] {
  const tags: string[] = [];
  for (let at = 0; at <= cell.length; at = part.lastIndex + 1) {
    part.lastIndex = at;
    const [, quoted, plain = ''] = part.exec(cell) ?? [];
    tags.push((quoted?.replaceAll('""', '"') ?? plain).trim().slice(0, 60));
  }
  return tags.filter((tag) => tag !== '');
}
