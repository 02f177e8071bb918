import type { ChannelId, EffectId, EventId, MemberId } from '../../kernel/ids.ts';
import type { MessageBody } from './message-body.ts';

/**
 * Everything that can happen to a conversation (DESIGN §1). One event is one inbox row, unique by its source's own key,
 * and waits in the conversation's lane until a turn consumes it.
 */
export type LaneEvent =
  | { kind: 'message'; providerId: string; body: MessageBody; sender: Sender; live: boolean; start?: StartPayload }
  | { kind: 'choice'; providerId: string; token: string; option: number; sender: Sender; callbackId?: string }
  | { kind: 'contact_shared'; providerId: string; phone: string; name: string; verified: boolean; sender: Sender }
  | { kind: 'edited'; targetProviderId: string; body: MessageBody; sender: Sender }
  | { kind: 'reachability'; reachable: boolean; reason: string; sender: Sender }
  | { kind: 'ignored'; providerKind: string }
  | { kind: 'timer'; name: string; generation: number; data: TimerData }
  | { kind: 'effect'; effectId: EffectId; result: EffectResult }
  | { kind: 'crm'; eventId: EventId; event: string; payload: Record<string, unknown> }
  | { kind: 'control'; command: ControlCommand; memberId: MemberId };

/** How the customer came: a deep link's payload or an advertisement. */
export interface StartPayload {
  payload: string;
  source: 'deep_link' | 'referral';
}

/** The account that an event came from, as the messenger tells it. */
export interface Sender {
  externalId: string;
  name: string;
  username?: string;
  /** Digits with a leading plus; only when the messenger itself vouches for it (PRODUCT D16). */
  phone?: string;
  locale?: string;
}

export interface TimerData {
  runId: string;
  blockId: string;
  port: string;
}

export type EffectResult =
  | { kind: 'ok'; status: number; body: unknown }
  | { kind: 'failed'; why: string; status?: number };

export type ControlCommand = { kind: 'take_over' } | { kind: 'give_back' } | { kind: 'start_flow'; flowId: string };

/** What the channel knows when an event arrives; `receive` turns it into an inbox row. */
export interface Arrival {
  /** The messenger's name of the chat. With the channel's id it names the lane. */
  chatKey: string;
  /** Unique within the channel, the messenger's own: a repeated delivery has the same key and changes nothing. */
  key: string;
  /** Order within the lane; the messenger's own sequence where it has one. */
  order: number;
  event: LaneEvent;
}

/** An arrival at its lane. */
export interface LaneArrival {
  channelId: ChannelId;
  lane: string;
  key: string;
  order: number;
  event: LaneEvent;
}

/** Name of the lane of one chat in one channel. */
export function laneOf(channelId: string, chatKey: string): string {
  return `${channelId}:${chatKey}`;
}
