import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './formatted.module.css';
import { type Entity, type RichNode, richTree } from './rich-text.ts';

/** Text with its formatting, as messengers draw it. */
export function Formatted({ text, entities }: { text: string; entities?: readonly Entity[] | undefined }) {
  return <>{draw(richTree(text, entities))}</>;
}

function draw(nodes: RichNode[]): ReactNode[] {
  let at = 0;
  return nodes.map((node) => {
    const key = at;
    at += 1;
    if (typeof node === 'string') return node;
    const inside = draw(node.children);
    switch (node.kind) {
      case 'bold':
        return <strong key={key}>{inside}</strong>;
      case 'italic':
        return <em key={key}>{inside}</em>;
      case 'underline':
        return <u key={key}>{inside}</u>;
      case 'strikethrough':
        return <s key={key}>{inside}</s>;
      case 'code':
        return (
          <code key={key} className={classes.code}>
            {inside}
          </code>
        );
      case 'pre':
        return (
          <pre key={key} className={classes.pre}>
            {inside}
          </pre>
        );
      case 'quote':
        return (
          <blockquote key={key} className={classes.quote}>
            {inside}
          </blockquote>
        );
      case 'spoiler':
        return <Spoiler key={key}>{inside}</Spoiler>;
      case 'link':
        return (
          <a key={key} className={classes.link} href={node.url} target="_blank" rel="noopener noreferrer">
            {inside}
          </a>
        );
      default:
        return <span key={key}>{inside}</span>;
    }
  });
}

function Spoiler({ children }: { children: ReactNode }) {
  const { t } = useTranslation('phones');
  const [open, setOpen] = useState(false);
  if (open) return <span>{children}</span>;
  return (
    <button type="button" className={classes.spoiler} aria-label={t('spoiler')} onClick={() => setOpen(true)}>
      <span aria-hidden>{children}</span>
    </button>
  );
}
