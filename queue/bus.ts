export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * News for whoever listens at this moment, in every process: at most once, in order per publisher, never stored. A
 * listener that must not miss anything reads Postgres after `ready`, and again after a gap.
 */
export interface Bus {
  /** Returns at once and never throws. Listeners of this process hear it too, but never before `publish` has returned. */
  publish(topic: string, message: JsonValue): void;

  /** `topic` is exact, for example `project.prj_1`. A message is shared among listeners: read it, do not change it. */
  subscribe(topic: string, listener: (message: JsonValue) => void): () => void;

  /** Resolves when the bus is connected and every subscription made so far is in force; after an outage, when it is over. */
  ready(): Promise<void>;

  close(): Promise<void>;
}
