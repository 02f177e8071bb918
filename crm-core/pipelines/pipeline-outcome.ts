/** Why pipelines and stages were left as they are. */
export interface PipelineRefused {
  kind: 'refused';
  why: 'needs_target' | 'too_many_deals' | 'currency_in_use' | 'changed';
  message: string;
  /** Deals that stand in the way. */
  deals?: number;
}

export function refuse(why: PipelineRefused['why'], message: string, deals?: number): PipelineRefused {
  return { kind: 'refused', why, message, ...(deals !== undefined && { deals }) };
}
