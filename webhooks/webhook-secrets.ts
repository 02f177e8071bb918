import { and, eq } from 'drizzle-orm';
import type { Database } from '../drizzle/client.ts';
import { channels } from '../drizzle/schema/index.ts';
import type { ChannelId } from '../kernel/ids.ts';

const keptMs = 10_000;

/** What each channel's messenger has to echo. Asked of the database at most once in ten seconds for a channel. */
export class WebhookSecrets {
  readonly #db: Database;
  readonly #known = new Map<ChannelId, { secret: string | undefined; until: number }>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** Undefined: no such channel, or it is switched off. */
  async of(channelId: ChannelId): Promise<string | undefined> {
    const known = this.#known.get(channelId);
    if (known && known.until > performance.now()) return known.secret;
    const [row] = await this.#db.orm
      .select({ secret: channels.webhookSecret })
      .from(channels)
      .where(and(eq(channels.id, channelId), eq(channels.enabled, true)));
    // Made-up ids must not fill the memory.
    if (this.#known.size > 10_000) this.#known.clear();
    this.#known.set(channelId, { secret: row?.secret, until: performance.now() + keptMs });
    return row?.secret;
  }
}
