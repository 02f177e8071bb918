import { and, desc, eq, or } from 'drizzle-orm';
import type { ChannelSettings } from '../../drizzle/schema/documents.ts';
import { channels } from '../../drizzle/schema/index.ts';
import { type ChannelId, newId } from '../../kernel/ids.ts';
import { randomToken, type SecretBox, tokenHash } from '../../kernel/secret-box.ts';
import { checkName } from '../projects/check-name.ts';
import { demand } from '../work/actor.ts';
import type { Row } from '../work/tables.ts';
import type { Work } from '../work/work.ts';

export interface NewChannel {
  kind: Row<'channels'>['kind'];
  name: string;
  /** The bot's token, open; it is sealed before it is stored. A simulator has none. */
  token?: string;
  settings?: ChannelSettings;
  box: SecretBox;
}

export type ChannelOutcome =
  | { kind: 'ok'; channel: Row<'channels'> }
  | { kind: 'refused'; why: 'already_connected' | 'no_token'; message: string };

export function refuse(why: 'already_connected' | 'no_token'): Extract<ChannelOutcome, { kind: 'refused' }> {
  const messages = {
    already_connected: 'This bot is connected already, here or in another project.',
    no_token: 'The token was forgotten when the channel was disconnected: connect it again.',
  };
  return { kind: 'refused', why, message: messages[why] };
}

/**
 * Connects a bot or a number. One that was connected here before comes back as the same channel, so that its customers'
 * conversations go on where they were.
 */
export async function connectChannel(work: Work, input: NewChannel): Promise<ChannelOutcome> {
  demand(work.actor, 'settings', 'edit');
  const hash = input.token === undefined ? null : tokenHash(input.token);
  const known = hash === null ? undefined : await channelWithToken(work, hash);
  if (known?.enabled) return refuse('already_connected');
  const id = known?.id ?? newId('channel');
  const fields = {
    name: checkName(input.name),
    enabled: true,
    token: input.token === undefined ? null : input.box.seal(input.token, id),
    status: input.kind === 'simulator' ? ('connected' as const) : ('connecting' as const),
    statusText: '',
  };
  const channel = known
    ? work.channels.update(known.id, { ...fields, settings: settingsAgain(known, input) })
    : work.channels.insert({
        ...emptyChannel(work, id),
        ...fields,
        kind: input.kind,
        tokenHash: hash,
        settings: input.settings ?? {},
      });
  work.touchConfig();
  work.emit('channel.changed', {}, { change: 'connected', channelId: channel.id, name: channel.name });
  return { kind: 'ok', channel };
}

function settingsAgain(known: Row<'channels'>, input: NewChannel): ChannelSettings {
  const { removed: _, ...settings } = known.settings;
  return { ...settings, ...input.settings };
}

/** One in use anywhere, else this project's own disconnected one. Whose it is, is not told: only that it is taken. */
export async function channelWithToken(work: Work, hash: string): Promise<Row<'channels'> | undefined> {
  const [row] = await work.db.orm
    .select()
    .from(channels)
    .where(and(eq(channels.tokenHash, hash), or(eq(channels.enabled, true), eq(channels.projectId, work.projectId))))
    .orderBy(desc(channels.enabled), desc(channels.id))
    .limit(1);
  if (row?.projectId === work.projectId) work.channels.seed([row]);
  return row;
}

function emptyChannel(
  work: Work,
  id: ChannelId,
): Pick<
  Row<'channels'>,
  'id' | 'projectId' | 'webhookSecret' | 'cursor' | 'leaseOwner' | 'leaseFence' | 'leaseUntil' | 'version' | 'createdAt'
> {
  return {
    id,
    projectId: work.projectId,
    webhookSecret: randomToken(),
    cursor: null,
    leaseOwner: null,
    leaseFence: 0,
    leaseUntil: null,
    version: 1,
    createdAt: work.now,
  };
}
