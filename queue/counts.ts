/** Counts that all processes share, each for a while from its first. */
export interface Counts {
  /** Throws while the counts are out of reach. */
  add(key: string, windowMs: number): Promise<{ total: number; leftMs: number }>;
  takeBack(key: string): Promise<void>;
  close(): Promise<void>;
}
