/** Formatting laid over a text; offsets and lengths in UTF-16 code units. */
export interface Entity {
  kind: string;
  offset: number;
  length: number;
  url?: string | undefined;
}

export type RichNode = string | { kind: string; url?: string; children: RichNode[] };

/**
 * Text with entities as a tree that can be drawn. Entities that cross each other are cut where the outer one ends, addresses in
 * plain text become links, and a link that leads anywhere but to the web, a mailbox or a phone stays text.
 */
export function richTree(text: string, entities: readonly Entity[] = []): RichNode[] {
  const usable = entities
    .map((entity) => ({ ...entity, end: Math.min(entity.offset + entity.length, text.length) }))
    .filter(({ offset, end }) => offset >= 0 && offset < end)
    .sort((a, b) => a.offset - b.offset || b.end - a.end);
  return branch(text, 0, text.length, usable);
}

/** The first `length` code units, cut before a grapheme that would be torn. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = [...new Intl.Segmenter().segment(text.slice(0, length + 32))].findLast(({ index }) => index <= length);
  return text.slice(0, cut?.index ?? length).trimEnd();
}

/** One to three emoji and nothing else: messengers draw them big. */
export function isBigEmoji(text: string): boolean {
  if (text.length > 40) return false;
  const graphemes = [...new Intl.Segmenter().segment(text.trim())].map(({ segment }) => segment);
  return graphemes.length > 0 && graphemes.length <= 3 && graphemes.every((one) => emoji.test(one));
}

const emoji = /\p{Emoji_Presentation}|\p{Regional_Indicator}|\p{Extended_Pictographic}\uFE0F/u;

interface Span extends Entity {
  end: number;
}

const opaque = new Set(['link', 'code', 'pre']);

function branch(text: string, start: number, end: number, spans: Span[], parents: readonly string[] = []): RichNode[] {
  const nodes: RichNode[] = [];
  const rest = [...spans];
  let at = start;
  const plain = (until: number) => {
    if (until <= at) return;
    const piece = text.slice(at, until);
    nodes.push(...(parents.some((kind) => opaque.has(kind)) ? [piece] : withLinks(piece)));
  };
  for (let span = rest.shift(); span; span = rest.shift()) {
    const { kind, offset, end: spanEnd, url } = span;
    plain(offset);
    const inside = rest.filter((other) => other.offset < spanEnd);
    const crossing = inside.filter((other) => other.end > spanEnd).map((other) => ({ ...other, offset: spanEnd }));
    rest.splice(0, inside.length, ...crossing);
    rest.sort((a, b) => a.offset - b.offset || b.end - a.end);
    const cut = inside.map((other) => ({ ...other, end: Math.min(other.end, spanEnd) }));
    nodes.push(leaf(kind, url, branch(text, offset, spanEnd, cut, [...parents, kind])));
    at = spanEnd;
  }
  plain(end);
  return nodes;
}

function leaf(kind: string, url: string | undefined, children: RichNode[]): RichNode {
  if (kind !== 'link') return { kind, children };
  const address = safeAddress(url ?? children.join(''));
  return address ? { kind, url: address, children } : { kind: 'plain', children };
}

const address = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]»”]/g;

function withLinks(text: string): RichNode[] {
  const nodes: RichNode[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    if (index > at) nodes.push(text.slice(at, index));
    nodes.push({ kind: 'link', url: found, children: [found] });
    at = index + found.length;
  }
  if (at < text.length) nodes.push(text.slice(at));
  return nodes;
}

/** A page opened from a message must not run in ours: `javascript:` and the like are no addresses. */
export function safeAddress(url: string): string | undefined {
  return /^(https?:\/\/|mailto:|tel:)/i.test(url) ? url : undefined;
}
