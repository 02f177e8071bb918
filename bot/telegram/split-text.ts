import type { RichText, TextEntity } from '../../crm-core/conversations/message-body.ts';

/**
 * Cuts a text into parts that Telegram accepts; joined, the parts are the text again. `limitOf` tells how much part n may
 * hold, in UTF-16 code units: Telegram does not say whether it counts these or code points, and this is the stricter.
 * A cut falls after a paragraph, a line or a word where it can, never inside a grapheme (an emoji of several code points,
 * a letter with its accent), and inside an entity only when that is longer than a whole part.
 */
export function splitText(rich: RichText, limitOf: (part: number) => number): RichText[] {
  const parts: RichText[] = [];
  let start = 0;
  while (rich.text.length - start > limitOf(parts.length)) {
    const end = start + cutOf(slice(rich, start, rich.text.length), limitOf(parts.length));
    parts.push(slice(rich, start, end));
    start = end;
  }
  parts.push(slice(rich, start, rich.text.length));
  return parts;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Where to cut a text that is longer than `limit`: somewhere in 1…limit. */
function cutOf(rich: RichText, limit: number): number {
  const { text } = rich;
  const segments = graphemes.segment(text.slice(0, limit * 2));
  const borderBefore = (at: number) => segments.containing(at)?.index ?? at;
  const keptWhole = (rich.entities ?? []).filter((entity) => entity.length <= limit);
  const isFree = (at: number) => borderBefore(at) === at && !keptWhole.some((entity) => isInside(at, entity));

  return (
    lastAfter(text, '\n\n', { limit, least: limit / 2, isFree }) ??
    lastAfter(text, '\n', { limit, least: limit / 2, isFree }) ??
    lastAfter(text, ' ', { limit, least: 1, isFree }) ??
    lastAfter(text, '\n', { limit, least: 1, isFree }) ??
    beforeEntities(borderBefore(limit), keptWhole, borderBefore) ??
    (borderBefore(limit) || insideGrapheme(text, limit))
  );
}

interface Search {
  limit: number;
  /** A cut earlier than this would leave a part too short to be worth it. */
  least: number;
  isFree: (at: number) => boolean;
}

function lastAfter(text: string, separator: string, { limit, least, isFree }: Search): number | undefined {
  let found = text.lastIndexOf(separator, limit - separator.length);
  while (found !== -1 && found + separator.length >= least) {
    if (isFree(found + separator.length)) return found + separator.length;
    if (found === 0) break;
    found = text.lastIndexOf(separator, found - 1);
  }
  return undefined;
}

function beforeEntities(at: number, entities: TextEntity[], borderBefore: (at: number) => number): number | undefined {
  const around = entities.find((entity) => isInside(at, entity));
  if (at <= 0) return undefined;
  return around ? beforeEntities(borderBefore(around.offset), entities, borderBefore) : at;
}

function isInside(at: number, entity: TextEntity): boolean {
  return entity.offset < at && at < entity.offset + entity.length;
}

/** A single grapheme longer than a message (a tower of accents): cut it, but not through a surrogate pair. */
function insideGrapheme(text: string, limit: number): number {
  return isSplitPair(text, limit) && limit > 1 ? limit - 1 : limit;
}

function isSplitPair(text: string, at: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1));
}

/** A piece of the text with what lies over it. Telegram refuses an entity that ends inside a surrogate pair. */
function slice(rich: RichText, start: number, end: number): RichText {
  const text = rich.text.slice(start, end);
  const entities = (rich.entities ?? []).flatMap((entity) => {
    const from = Math.max(entity.offset - start, 0);
    const to = Math.min(entity.offset + entity.length - start, text.length);
    const offset = isSplitPair(text, from) ? from - 1 : from;
    const length = (isSplitPair(text, to) ? to + 1 : to) - offset;
    return from < to ? [{ ...entity, offset, length }] : [];
  });
  return entities.length > 0 ? { text, entities } : { text };
}
