import type {
  ChannelId,
  DealId,
  EventId,
  FlowId,
  ImportId,
  MemberId,
  MessageId,
  PipelineId,
  StageId,
  TurnId,
} from '../../kernel/ids.ts';

/** Shapes of the jsonb columns. They are checked by zod where they enter; inside they are trusted. */

export type VariableValue = string | number | boolean | null | VariableValue[] | { [key: string]: VariableValue };
export type Variables = Record<string, VariableValue>;

export interface ProjectSettings {
  /** PRODUCT S7, D8. */
  intake: { acceptOnFirstStage: boolean; pipelineId: PipelineId | null };
  /** PRODUCT D9: a returning customer whose deals are all closed gets a new one. */
  newDealForReturning: boolean;
  /** IANA name. */
  timeZone: string;
  locale: 'ru' | 'en';
  /** ISO 3166-1 alpha-2: how phones without a country are read. */
  country: string;
  /** ISO 4217: what new pipelines begin with, and what is valued while no pipeline tells. */
  currency: string;
  lostReasons: string[];
  archiveReasons: string[];
  /** PRODUCT D27: after a human wrote, the bot is silent for so many minutes; 0 means until it is given back. */
  botSilentMinutes: number;
}

/** PRODUCT S4, D5. */
export interface PipelineSettings {
  cardFields: CardField[];
  cardVariables: string[];
  systemStages: { unsorted: boolean; won: boolean; lost: boolean; archived: boolean };
  hideMerged: boolean;
  density: 'comfortable' | 'compact';
  sort: 'manual' | 'newest' | 'next_task' | 'time_in_stage';
  showSums: boolean;
  /** Days until a card counts as rotting; null: never. */
  rottingDays: number | null;
  rottingFrom: 'stage_entry' | 'last_message';
}

export type CardField =
  | 'contact'
  | 'amount'
  | 'responsible'
  | 'phone'
  | 'email'
  | 'tags'
  | 'channel'
  | 'next_task'
  | 'created'
  | 'time_in_stage'
  | 'description';

/** What a custom field's type needs to know. */
export interface FieldOptions {
  /** Of `money`: ISO 4217. Values are integer minor units of it. */
  currency?: string;
  /** Of `choice`, in order. A value is the text of one; `color` is a name of the palette. */
  choices?: { value: string; color: string }[];
}

/** PRODUCT D4. */
export interface StageRules {
  /** Stages (ids) or system stages that a person may not drag a deal to from here. */
  forbiddenTargets: string[];
  /** What must be filled to enter: `name`, `amount`, `responsible`, `contact.phone`, `deal.<variable>` … */
  requiredFields: string[];
}

/** PRODUCT M1: which of the three it was, with what would change it. */
export type UnsortedReason =
  | { kind: 'setting_off' }
  | { kind: 'no_pipeline'; pipelineId?: PipelineId }
  | { kind: 'block_not_reached'; flowId: FlowId; flowName: string; blockId: string; blockTitle: string };

/** Who did it (PRODUCT D11). Names are kept as they were, for the timeline. */
export type ActorRecord =
  | { kind: 'member'; memberId: MemberId; name: string }
  | { kind: 'flow'; flowId: FlowId; flowName: string; blockId: string; blockTitle: string }
  | { kind: 'contact'; name: string }
  | { kind: 'api_key'; name: string }
  | { kind: 'import'; name: string }
  | { kind: 'system'; reason: string };

/** What led to it (PRODUCT M2). */
export interface CauseRecord {
  turnId?: TurnId;
  messageId?: MessageId;
  eventId?: EventId;
  importId?: ImportId;
}

export interface ChannelSettings {
  /** PRODUCT D8: overrides the project's intake for leads of this channel. */
  intake?: { acceptOnFirstStage: boolean; pipelineId: PipelineId | null };
  /** Messages a second to everybody, for sends that nobody asked for. */
  perSecond?: number;
  /** Simulator: which messenger the phone imitates. */
  imitates?: 'telegram' | 'whatsapp';
  /** Taken off the list; its conversations still name it. Connecting the same bot again brings it back. */
  removed?: boolean;
  [key: string]: unknown;
}

export interface NotificationTarget {
  dealId?: DealId;
  channelId?: ChannelId;
}

/** A filter as views keep it; the fields' meaning is the contract's (`api/contract/deal-filter.ts`). */
export interface SavedFilter {
  search?: string | undefined;
  conditions?: SavedCondition[] | undefined;
}

export interface SavedCondition {
  field: string;
  op: string;
  value?: string | number | boolean | (string | number | boolean)[] | undefined;
}

/** What is done to many deals at once (PRODUCT D13). */
export type MassChange =
  | { kind: 'move'; stageId: StageId; overrideReason?: string | undefined }
  | { kind: 'accept'; stageId: StageId }
  | { kind: 'assign'; responsibleId: MemberId | null }
  | { kind: 'tags'; add?: string[] | undefined; remove?: string[] | undefined }
  | { kind: 'win' }
  | { kind: 'lose'; reason: string }
  | { kind: 'archive'; reason: string }
  | { kind: 'restore' }
  | { kind: 'delete' };

/** What it takes to bring a deal back: the columns that were changed, before and after; or the rows that were deleted. Times are ISO texts. */
export type MassMemory =
  | {
      kind: 'changed';
      before: Record<string, unknown>;
      after: Record<string, unknown>;
      /** Of `stage_visits`: what the change has written there. */
      visits: Record<string, unknown>[];
    }
  | { kind: 'deleted'; rows: Record<string, Record<string, unknown>[]> };
