import { Fragment, type ReactNode } from 'react';

interface TextMark {
  kind: string;
  offset: number;
  length: number;
  url?: string | undefined;
}

/** Text with formatting laid over it (offsets in UTF-16 units). Addresses in the text become links. */
export function RichText({ text, marks }: { text: string; marks?: TextMark[] | undefined }) {
  const all = [...(marks ?? []), ...addresses(text, marks ?? [])];
  return cuts(text, all).map(([start, end]) => {
    const over = all.filter((mark) => mark.offset <= start && mark.offset + mark.length >= end);
    return <Fragment key={start}>{over.reduce<ReactNode>(dress, text.slice(start, end))}</Fragment>;
  });
}

function dress(content: ReactNode, mark: TextMark): ReactNode {
  switch (mark.kind) {
    case 'bold':
      return <strong>{content}</strong>;
    case 'italic':
      return <em>{content}</em>;
    case 'underline':
      return <u>{content}</u>;
    case 'strikethrough':
      return <s>{content}</s>;
    case 'code':
    case 'pre':
      return <code>{content}</code>;
    case 'link':
      return isSafe(mark.url) ? (
        <a href={mark.url} target="_blank" rel="noreferrer noopener">
          {content}
        </a>
      ) : (
        content
      );
    default:
      return content;
  }
}

/** The pieces between every place where a mark begins or ends. */
function cuts(text: string, marks: TextMark[]): [number, number][] {
  const places = new Set([0, text.length, ...marks.flatMap(({ offset, length }) => [offset, offset + length])]);
  const sorted = [...places].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
  return sorted.slice(1).map((end, i) => [sorted[i] ?? 0, end]);
}

function addresses(text: string, marks: TextMark[]): TextMark[] {
  return [...text.matchAll(/https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g)]
    .map((match) => ({ kind: 'link', offset: match.index, length: match[0].length, url: match[0] }))
    .filter((link) => !marks.some((mark) => mark.kind === 'link' && overlap(mark, link)));
}

function overlap(a: TextMark, b: TextMark): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

/** A customer may send any address; only these go into an `href`. */
function isSafe(url: string | undefined): url is string {
  return url !== undefined && /^(https?|mailto|tel|tg):/i.test(url);
}
