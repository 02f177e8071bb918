import type { NewField } from '../../crm-core/fields/create-field.ts';
import type { SavedFilter } from '../../drizzle/schema/documents.ts';
import type { ProvisionFile } from '../provision/provision-file.ts';
import type { Story } from './story.ts';

/** One demo project, in its own language. */
export interface Demo {
  file: Omit<ProvisionFile, 'roles' | 'apiKeys' | 'flows'>;
  /** Its one flow, in `flows/examples`. */
  flowFile: string;
  /** A phone of nobody, told apart by a number from 0 to 999. */
  phoneOf(number: number): string;
  /** Custom fields of deals and contacts, in their order. */
  fields: readonly NewField[];
  /** Saved views that all members see. */
  views: readonly DemoView[];
  stories: readonly Story[];
}

interface DemoView {
  name: string;
  kind: 'board' | 'list';
  filter: SavedFilter;
  sort?: string;
}
