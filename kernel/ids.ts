declare const kind: unique symbol;

/** A prefixed, time-ordered identifier, for example `deal_01jd4x…`. The type parameter keeps ids of different things apart. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind };

const prefixes = {
  project: 'prj',
  user: 'usr',
  session: 'ses',
  apiKey: 'key',
  role: 'role',
  member: 'mem',
  channel: 'chn',
  identity: 'idn',
  contact: 'con',
  person: 'per',
  personLink: 'lnk',
  conversation: 'cnv',
  message: 'msg',
  outbox: 'out',
  effect: 'eff',
  turn: 'trn',
  run: 'run',
  choice: 'chc',
  flow: 'flw',
  flowVersion: 'flv',
  pipeline: 'pip',
  stage: 'stg',
  deal: 'deal',
  stageVisit: 'vst',
  field: 'fld',
  event: 'evt',
  task: 'tsk',
  note: 'note',
  file: 'file',
  notification: 'ntf',
  massAction: 'mass',
  view: 'view',
  import: 'imp',
} as const;

export type IdKind = keyof typeof prefixes;
export type ProjectId = Id<'project'>;
export type UserId = Id<'user'>;
export type RoleId = Id<'role'>;
export type MemberId = Id<'member'>;
export type ChannelId = Id<'channel'>;
export type IdentityId = Id<'identity'>;
export type ContactId = Id<'contact'>;
export type PersonId = Id<'person'>;
export type ConversationId = Id<'conversation'>;
export type MessageId = Id<'message'>;
export type OutboxId = Id<'outbox'>;
export type EffectId = Id<'effect'>;
export type TurnId = Id<'turn'>;
export type FlowId = Id<'flow'>;
export type FlowVersionId = Id<'flowVersion'>;
export type PipelineId = Id<'pipeline'>;
export type StageId = Id<'stage'>;
export type DealId = Id<'deal'>;
export type StageVisitId = Id<'stageVisit'>;
export type FieldId = Id<'field'>;
export type EventId = Id<'event'>;
export type TaskId = Id<'task'>;
export type NoteId = Id<'note'>;
export type FileId = Id<'file'>;
export type NotificationId = Id<'notification'>;
export type MassActionId = Id<'massAction'>;
export type ViewId = Id<'view'>;
export type ImportId = Id<'import'>;

/** Crockford's base 32 in lower case: bytewise order is numeric order, and no letter reads like a digit. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const timeLength = 9;
const tailLength = 13;

let lastMs = 0;
let lastMsText = '';
let sequence = 0;

/** A new id. Ids made by one process never repeat and sort in the order of their making, even within a millisecond. */
export function newId<Kind extends IdKind>(of: Kind): Id<Kind> {
  return `${prefixes[of]}_${tick()}${randomDigits(tailLength - 3)}` as Id<Kind>;
}

/** Brands a string that was read from a trusted place (our own tables) or checked by a schema. */
export function asId<Kind extends IdKind>(value: string): Id<Kind> {
  return value as Id<Kind>;
}

/** Whether `value` has the shape of an id of this kind; says nothing about existence. */
export function isId<Kind extends IdKind>(of: Kind, value: unknown): value is Id<Kind> {
  return typeof value === 'string' && value.startsWith(`${prefixes[of]}_`) && /^[a-z]+_[0-9a-z]{1,40}$/.test(value);
}

/** Nine digits of milliseconds and three of a sequence that restarts each millisecond. */
function tick(): string {
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    lastMsText = encode(now, timeLength);
    sequence = 0;
  } else {
    sequence += 1;
  }
  return lastMsText + encode(sequence, 3);
}

function encode(value: number, length: number): string {
  let rest = value;
  let text = '';
  for (let i = 0; i < length; i++) {
    text = alphabet[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** Random bytes are drawn 4 KiB at a time: one system call per id would be the dearest part of making one. */
const pool = new Uint8Array(4096);
let used = pool.length;

export function randomDigits(length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) {
    if (used === pool.length) {
      crypto.getRandomValues(pool);
      used = 0;
    }
    text += alphabet[(pool[used++] ?? 0) & 31];
  }
  return text;
}
