import type { MessageView } from '../../../api/contract/conversations.ts';

/** As the server gives them: each page newest first, the pages too. */
export interface MessagePage {
  messages: MessageView[];
  next: string | null;
}

/**
 * Lays the newest messages over the kept pages: known ones are replaced in place (their status moved on), new ones come first.
 * Undefined when nothing connects the two (too much was missed), so everything has to be asked for again.
 */
export function withNewest(pages: MessagePage[], newest: MessagePage): MessagePage[] | undefined {
  const fresh = new Map(newest.messages.map((message) => [message.id, message]));
  const known = new Set(pages.flatMap(({ messages }) => messages.map(({ id }) => id)));
  const connected = newest.next === null || newest.messages.some(({ id }) => known.has(id));
  if (!connected) return undefined;
  const added = newest.messages.filter(({ id }) => !known.has(id));
  return pages.map((page, at) => ({
    ...page,
    messages: [...(at === 0 ? added : []), ...page.messages.map((message) => fresh.get(message.id) ?? message)],
  }));
}

/** Oldest first, in days, as a person reads. */
export function inDays(pages: MessagePage[]): { day: string; messages: MessageView[] }[] {
  const days: { day: string; messages: MessageView[] }[] = [];
  for (const message of pages.flatMap(({ messages }) => messages).reverse()) {
    const day = new Date(message.at).toDateString();
    const last = days.at(-1);
    if (last?.day === day) last.messages.push(message);
    else days.push({ day, messages: [message] });
  }
  return days;
}
