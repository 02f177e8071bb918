/**
 * Who has to wait after a 429? Telegram allows about one message a second in a chat (short bursts pass), thirty for the
 * bot (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this), and does not say which it meant.
 * So we remember how fast we wrote to each chat: a leaky bucket that loses one message a second.
 */
export interface ChatPace {
  count(chatKey: string, nowMs: number): void;
  isBusy(chatKey: string, nowMs: number): boolean;
}

const burst = 2;
const maxChats = 5_000;

export function chatPace(): ChatPace {
  const buckets = new Map<string, { level: number; at: number }>();
  const levelAt = (chatKey: string, nowMs: number) => {
    const bucket = buckets.get(chatKey);
    return bucket ? Math.max(0, bucket.level - (nowMs - bucket.at) / 1000) : 0;
  };
  return {
    count(chatKey, nowMs) {
      const level = levelAt(chatKey, nowMs) + 1;
      // Set anew, so that the map's first key is the chat that was silent longest.
      buckets.delete(chatKey);
      buckets.set(chatKey, { level, at: nowMs });
      const [oldest] = buckets.keys();
      if (buckets.size > maxChats && oldest !== undefined) buckets.delete(oldest);
    },
    isBusy: (chatKey, nowMs) => levelAt(chatKey, nowMs) > burst,
  };
}
