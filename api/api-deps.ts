import type { z } from 'zod';
import type { Core } from '../crm-core/work/run-work.ts';
import type { ChannelId, ProjectId } from '../kernel/ids.ts';
import type { SecretBox } from '../kernel/secret-box.ts';
import type { Bus } from '../queue/bus.ts';
import type { Counts } from '../queue/counts.ts';
import type { PhoneView, phones } from './contract/channels.ts';

/** What the API needs from the rest of the house; the composition root brings it together. */
export interface ApiDeps {
  core: Core;
  bus: Bus;
  secrets: SecretBox;
  /** Asks Telegram whether a bot's token is good, and whose it is. */
  connectTelegramCheck(token: string): Promise<{ ok: true; username: string } | { ok: false; why: string }>;
  phones: PhonesPort;
  /** In which processes count failed sign-ins together. Default: each counts alone. */
  counts?: Counts;
  version: string;
  /** Where people reach the product. With https, session cookies are bound to it. */
  publicUrl?: string;
  /** How far the `X-Forwarded-*` headers of proxies are believed (express's "trust proxy"). Default: not at all. */
  trustProxy?: boolean | number | string;
  /** Ends the live streams, so that the server can close. */
  stopping?: AbortSignal;
  /** Default: 20 seconds. */
  liveHeartbeatMs?: number;
}

/** The simulator's phones (PRODUCT D26). All three throw `not_found` for what is not this project's. */
export interface PhonesPort {
  list(projectId: ProjectId): Promise<PhoneView[]>;
  create(projectId: ProjectId, channelId: ChannelId, input: { customerName?: string | undefined }): Promise<PhoneView>;
  /** Resolves when the act is stored, as a messenger would answer. */
  act(projectId: ProjectId, phone: { channelId: ChannelId; phoneId: string }, act: PhoneAct): Promise<void>;
}

export type PhoneAct = z.output<NonNullable<typeof phones.act.body>>;
