/** A call to the world that a turn asked for; carried out after the commit, answered by an event of the lane. */
export interface EffectRequest {
  kind: 'http';
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** Milliseconds, at most 30,000. */
  timeoutMs: number;
  /** Whether a call of unknown fate may be made again. */
  repeatable: boolean;
}
