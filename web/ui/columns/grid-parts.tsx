import type { ComponentProps } from 'react';

/**
 * A `<table>` cannot be virtual, so plain boxes play its parts. None of them takes the focus: the grid itself has it, names
 * its active cell and hears the keys for all.
 */
type Part = ComponentProps<'div'>;

/* biome-ignore-start lint/a11y/useSemanticElements: see above */
/* biome-ignore-start lint/a11y/useFocusableInteractive: see above */
export const Grid = (part: Part) => <div role="grid" tabIndex={0} {...part} />;
export const GridRows = (part: Part) => <div role="rowgroup" {...part} />;
export const GridRow = (part: Part) => <div role="row" {...part} />;
export const GridCell = (part: Part) => <div role="gridcell" {...part} />;
export const GridHead = (part: Part) => <div role="columnheader" {...part} />;
/* biome-ignore-end lint/a11y/useFocusableInteractive: see above */
/* biome-ignore-end lint/a11y/useSemanticElements: see above */
