import { and, eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { channels } from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { ChannelId, ProjectId } from '../../kernel/ids.ts';
import type { PhonesPort } from '../api-deps.ts';
import type { PhoneView } from '../contract/channels.ts';

/** Phones that keep the port's promises and say nothing. */
export function fakePhones(db: Database): PhonesPort {
  const demandChannel = async (projectId: ProjectId, channelId: ChannelId) => {
    const found = await db.orm.$count(channels, and(eq(channels.projectId, projectId), eq(channels.id, channelId)));
    if (found === 0) throw notFound('channel', channelId);
  };
  return {
    list: async () => [],
    async create(projectId, channelId, { customerName }) {
      await demandChannel(projectId, channelId);
      return phone(channelId, customerName ?? 'Anna');
    },
    async act(projectId, { channelId }) {
      await demandChannel(projectId, channelId);
    },
  };
}

function phone(channelId: ChannelId, customerName: string): PhoneView {
  return {
    channelId,
    customerName,
    imitates: 'telegram',
    botName: 'Bot',
    phoneId: 'phone-1',
    phone: '+79990000001',
    messages: [],
    capabilities: { buttons: true, maxText: 4096, requestContact: true },
  };
}
