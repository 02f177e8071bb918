import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Condition } from '../../../api/contract/deal-filter.ts';
import { useDealsAddress } from '../../app/deals-address.ts';
import { filterOf, useChoice } from './choice.ts';
import classes from './deals-link.module.css';

interface DealsLinkProps {
  /** What makes the figure, beside what was chosen for the whole page. */
  conditions: readonly Condition[];
  /** Nothing to see: the figure is no link then. */
  count: number;
  /** What a screen reader says before the number. */
  label?: string;
  className?: string | undefined;
  children: ReactNode;
}

/** A figure that leads to the list of exactly its deals. */
export function DealsLink({ conditions, count, label, className, children }: DealsLinkProps) {
  const choice = useChoice();
  const address = useDealsAddress(choice.besideId);
  if (count === 0) return <span className={className ?? classes.none}>{children}</span>;
  return (
    <Link {...address(filterOf(choice, conditions))} className={`${classes.link} ${className ?? ''}`}>
      {label && <span className="visually-hidden">{label}: </span>}
      {children}
    </Link>
  );
}
