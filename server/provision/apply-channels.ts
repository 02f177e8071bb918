import { changedFields } from '../../crm-core/changed-fields.ts';
import { connectChannel } from '../../crm-core/channels/connect-channel.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { Work } from '../../crm-core/work/work.ts';
import type { ChannelSettings } from '../../drizzle/schema/documents.ts';
import { badInput } from '../../kernel/errors.ts';
import { type SecretBox, tokenHash } from '../../kernel/secret-box.ts';
import type { ProvisionFile } from './provision-file.ts';

type ChannelInFile = ProvisionFile['channels'][number];

/** Bots by their token, simulators by their name. A new token under a known name replaces the old one. */
export async function applyChannels(work: Work, secrets: SecretBox, file: ProvisionFile): Promise<void> {
  for (const wanted of file.channels) {
    const known = work.config.channels.find((row) => isSame(row, wanted));
    if (known) change(work, secrets, known, wanted);
    else await connect(work, secrets, wanted);
  }
}

function isSame(row: Row<'channels'>, wanted: ChannelInFile): boolean {
  if (row.kind !== wanted.kind) return false;
  return row.name === wanted.name || (wanted.kind === 'telegram' && row.tokenHash === tokenHash(wanted.token));
}

async function connect(work: Work, secrets: SecretBox, wanted: ChannelInFile): Promise<void> {
  const outcome = await connectChannel(work, {
    kind: wanted.kind,
    name: wanted.name,
    settings: settingsOf(wanted),
    box: secrets,
    ...(wanted.kind === 'telegram' && { token: wanted.token }),
  });
  if (outcome.kind === 'refused') throw badInput(`channels: ${wanted.name}: ${outcome.message}`);
}

function change(work: Work, secrets: SecretBox, row: Row<'channels'>, wanted: ChannelInFile): void {
  work.channels.seed([row]);
  // Phones that were added in the page stay.
  const settings = { ...settingsOf(wanted), ...row.settings, ...(wanted.kind === 'telegram' && settingsOf(wanted)) };
  const fields = { name: wanted.name, enabled: true, settings };
  work.channels.update(row.id, fields);
  if (wanted.kind === 'telegram' && row.tokenHash !== tokenHash(wanted.token)) {
    work.channels.update(row.id, {
      token: secrets.seal(wanted.token, row.id),
      tokenHash: tokenHash(wanted.token),
      cursor: null,
    });
  }
  if (!work.channels.changes.has(row.id)) return;
  work.touchConfig();
  const changes = changedFields(row, fields);
  work.emit('channel.changed', {}, { change: 'set_up', channelId: row.id, name: wanted.name, changes });
}

function settingsOf(wanted: ChannelInFile): ChannelSettings {
  if (wanted.kind === 'simulator') return { imitates: wanted.imitates, phones: wanted.phones };
  return wanted.perSecond === undefined ? {} : { perSecond: wanted.perSecond };
}
