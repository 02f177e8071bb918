import type { BotAccount } from './bot-account.ts';
import type { SentMessage } from './chat.ts';
import type { Payload } from './request-payload.ts';

/** A message of the bot as the Bot API writes it. */
export function messageJson(message: SentMessage, account: BotAccount, payload?: Payload): Record<string, unknown> {
  const isText = message.kind === 'text';
  return {
    message_id: message.messageId,
    from: { id: account.me.id, is_bot: true, first_name: account.me.first_name, username: account.me.username },
    chat: account.chat(message.chatId)?.profile,
    date: Math.floor(message.at / 1000),
    ...(message.edited && { edit_date: Math.floor(Date.now() / 1000) }),
    ...(message.text !== '' && { [isText ? 'text' : 'caption']: message.text }),
    ...(message.entities.length > 0 && { [isText ? 'entities' : 'caption_entities']: message.entities }),
    ...(message.buttons.length > 0 && { reply_markup: { inline_keyboard: message.buttons.map(buttonRowJson) } }),
    ...mediaJson(message, payload),
  };
}

function buttonRowJson(row: SentMessage['buttons'][number]): unknown[] {
  return row.map(({ text, data, url }) => (url === undefined ? { text, callback_data: data } : { text, url }));
}

function mediaJson(message: SentMessage, payload: Payload | undefined): Record<string, unknown> {
  switch (message.kind) {
    case 'text':
      return {};
    case 'location':
      return { location: { latitude: payload?.latitude, longitude: payload?.longitude } };
    case 'contact':
      return { contact: { phone_number: payload?.phone_number, first_name: payload?.first_name } };
    case 'photo':
      return { photo: [{ ...fileJson(message), width: 640, height: 480 }] };
    default:
      return { [message.kind]: fileJson(message) };
  }
}

function fileJson({ file }: SentMessage): Record<string, unknown> {
  return { file_id: file, file_unique_id: `unique-${file}` };
}
