import { numberIn, type Payload } from './request-payload.ts';

/** Makes the next calls that fit go wrong. Without a method it fits all but `getUpdates`, which a poller would spend it on. */
export interface FaultRule {
  method?: string;
  chatId?: number;
  /** How many calls; counted down. */
  times: number;
  with: Fault;
}

/**
 * `reset`: the call dies before anything happens. `hang`: no answer ever.
 * `accept-then-reset`: the customer does get the message, but the bot never learns of it.
 */
export type Fault = { status: number; body: object | string } | 'reset' | 'hang' | 'accept-then-reset';

export function takeFault(rules: FaultRule[], method: string, payload: Payload): Fault | undefined {
  if (rules.length === 0) return undefined;
  const at = rules.findIndex((rule) => fits(rule, method, payload));
  const rule = rules[at];
  if (!rule) return undefined;
  rule.times -= 1;
  if (rule.times <= 0) rules.splice(at, 1);
  return rule.with;
}

function fits(rule: FaultRule, method: string, payload: Payload): boolean {
  if (rule.method === undefined ? method === 'getUpdates' : rule.method !== method) return false;
  return rule.chatId === undefined || rule.chatId === numberIn(payload, 'chat_id');
}
