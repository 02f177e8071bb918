/** Either the whole new list, or what to add and to take away: then a colleague's tag of the same moment survives. */
export type TagChange = string[] | { add?: string[]; remove?: string[] };

export function changeTags(tags: readonly string[], change: TagChange): string[] {
  if (Array.isArray(change)) return cleanTags(change);
  const removed = new Set(cleanTags(change.remove ?? []));
  return cleanTags([...tags, ...(change.add ?? [])]).filter((tag) => !removed.has(tag));
}

/** Without blanks around them, empty ones and repeats. */
export function cleanTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
}
