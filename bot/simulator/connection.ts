import type { Channel, Connection } from '../channel.ts';
import { imitated } from './capabilities.ts';

/**
 * A messenger without a wire: what the bot sends is "delivered" as soon as it is asked to, and the phone in the page shows
 * the conversation's sent messages (`phones.ts`). Everything before and after is the path of a real messenger.
 */
export function simulatorChannel(): Channel {
  return {
    kind: 'simulator',
    capabilities: imitated.telegram,
    async connect(account, port): Promise<Connection> {
      await port.report({ kind: 'connected', account: account.name });
      return {
        send: async (delivery) => ({ kind: 'sent', providerId: `sim-${delivery.clientRef}` }),
        close: async () => {},
      };
    },
  };
}
