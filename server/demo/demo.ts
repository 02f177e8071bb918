import type { ProvisionFile } from '../provision/provision-file.ts';
import type { Story } from './story.ts';

/** One demo project, in its own language. */
export interface Demo {
  file: Omit<ProvisionFile, 'roles' | 'apiKeys' | 'flows'>;
  /** Its one flow, in `flows/examples`. */
  flowFile: string;
  /** A phone of nobody, told apart by a number from 0 to 999. */
  phoneOf(number: number): string;
  stories: readonly Story[];
}
