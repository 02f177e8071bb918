import type { Channel, ChannelKind } from './channel.ts';
import { simulatorChannel } from './simulator/index.ts';
import { type TelegramOptions, telegramChannel } from './telegram/index.ts';

/** Every messenger that Voronka speaks. A new one is a folder and a line here. */
export function allChannels(options: { telegram: TelegramOptions }): Partial<Record<ChannelKind, Channel>> {
  return {
    telegram: telegramChannel(options.telegram),
    simulator: simulatorChannel(),
  };
}
