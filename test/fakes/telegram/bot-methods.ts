import type { BotAccount } from './bot-account.ts';
import type { Chat, SentKind, SentMessage } from './chat.ts';
import { type Content, captionContent, replyMarkup, textContent } from './message-content.ts';
import { messageJson } from './message-json.ts';
import { type Call, isRecord, numberIn, type Payload, textIn } from './request-payload.ts';
import { badRequest, TelegramError } from './telegram-error.ts';

export interface MethodCall extends Call {
  account: BotAccount;
  /** Fires when the caller hangs up. */
  closed: AbortSignal;
}

type Method = (call: MethodCall) => unknown;

/** The Bot API methods that the fake knows, each returning what goes into `result`. */
export const botMethods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['getMe', ({ account }) => account.me],
  ['getUpdates', getUpdates],
  ['setWebhook', setWebhook],
  ['deleteWebhook', deleteWebhook],
  ['getWebhookInfo', getWebhookInfo],
  ['sendMessage', (call) => send(call, 'text', textContent(call.payload))],
  ['sendPhoto', sendMedia('photo')],
  ['sendVideo', sendMedia('video')],
  ['sendAudio', sendMedia('audio')],
  ['sendVoice', sendMedia('voice')],
  ['sendVideoNote', sendMedia('video_note')],
  ['sendAnimation', sendMedia('animation')],
  ['sendSticker', sendMedia('sticker')],
  ['sendDocument', sendMedia('document')],
  ['sendMediaGroup', sendMediaGroup],
  ['sendLocation', (call) => send(call, 'location', captionContent(call.payload))],
  ['sendContact', (call) => send(call, 'contact', captionContent(call.payload))],
  ['editMessageText', (call) => edit(call, textContent(call.payload))],
  ['editMessageCaption', (call) => edit(call, captionContent(call.payload))],
  ['editMessageReplyMarkup', editMessageReplyMarkup],
  ['deleteMessage', deleteMessage],
  ['answerCallbackQuery', answerCallbackQuery],
  ['sendChatAction', (call) => writableChat(call) && true],
  ['setMyCommands', setMyCommands],
  ['getMyCommands', ({ account }) => account.commands],
  ['getChat', (call) => knownChat(call).profile],
  ['getFile', getFile],
]);

function getUpdates({ account, payload, closed }: MethodCall): Promise<unknown[]> {
  if (account.webhook) {
    throw new TelegramError(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  account.updates.allow(stringList(payload.allowed_updates));
  return account.updates.poll({
    offset: numberIn(payload, 'offset') ?? 0,
    limit: Math.min(numberIn(payload, 'limit') ?? 100, 100),
    timeoutMs: (numberIn(payload, 'timeout') ?? 0) * 1000,
    closed,
  });
}

async function setWebhook({ account, payload }: MethodCall): Promise<true> {
  const url = textIn(payload, 'url') ?? '';
  const secret = textIn(payload, 'secret_token');
  const maxConnections = numberIn(payload, 'max_connections') ?? 40;
  if (url !== '' && !URL.canParse(url)) throw badRequest('bad webhook: invalid URL specified');
  if (secret !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(secret)) {
    throw badRequest('secret token contains unallowed characters');
  }
  if (maxConnections < 1 || maxConnections > 100) throw badRequest('max_connections must be between 1 and 100');
  account.updates.allow(stringList(payload.allowed_updates));
  if (payload.drop_pending_updates === true) account.updates.clear();
  if (url !== '') {
    account.updates.endPoll(new TelegramError(409, 'Conflict: terminated by setWebhook request'));
  }
  await account.setWebhook(url === '' ? undefined : { url, maxConnections, ...(secret !== undefined && { secret }) });
  return true;
}

async function deleteWebhook({ account, payload }: MethodCall): Promise<true> {
  if (payload.drop_pending_updates === true) account.updates.clear();
  await account.setWebhook(undefined);
  return true;
}

function getWebhookInfo({ account }: MethodCall): unknown {
  const { webhook, webhookError, updates } = account;
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: updates.size,
    ...(webhook && { max_connections: webhook.maxConnections }),
    ...(webhookError && {
      last_error_date: Math.floor(webhookError.at / 1000),
      last_error_message: webhookError.message,
    }),
    ...(updates.allowedKinds.length > 0 && { allowed_updates: updates.allowedKinds }),
  };
}

function send(call: MethodCall, kind: SentKind, content: Content, file?: string): unknown {
  return messageJson(deliver(call, { chat: writableChat(call), kind, content, file }), call.account, call.payload);
}

function sendMedia(kind: SentKind): Method {
  return (call) => send(call, kind, captionContent(call.payload), fileOf(call, call.payload[kind], kind));
}

function sendMediaGroup(call: MethodCall): unknown {
  const { media } = call.payload;
  if (!Array.isArray(media) || media.length < 2 || media.length > 10) {
    throw badRequest('wrong number of items in the album');
  }
  const chat = writableChat(call);
  const items = media.map((item) => {
    if (!isRecord(item) || !isAlbumKind(item.type)) throw badRequest("can't parse InputMedia");
    return { chat, kind: item.type, content: captionContent(item), file: fileOf(call, item.media, item.type) };
  });
  const albumId = call.account.newName('album');
  return items.map((item) => ({ ...messageJson(deliver(call, item), call.account), media_group_id: albumId }));
}

function isAlbumKind(kind: unknown): kind is 'photo' | 'video' | 'audio' | 'document' {
  return kind === 'photo' || kind === 'video' || kind === 'audio' || kind === 'document';
}

function deliver(
  { account }: MethodCall,
  message: { chat: Chat; kind: SentKind; content: Content; file: string | undefined },
): SentMessage {
  account.limit.count(message.chat.profile.id);
  const shown = message.chat.show(message.kind, message.content, message.file);
  account.announce(shown);
  return shown;
}

/** A new upload gets a `file_id` of its own; a `file_id` or an address is taken as it is. */
function fileOf({ account, files }: MethodCall, value: unknown, kind: string): string {
  if (typeof value !== 'string' || value === '') {
    const upload = files.get(kind);
    if (upload) return account.storeFile(upload);
    throw badRequest(`there is no ${kind} in the request`);
  }
  if (value.startsWith('attach://')) {
    const upload = files.get(value.slice('attach://'.length));
    if (!upload) throw badRequest(`attached file "${value}" not found`);
    return account.storeFile(upload);
  }
  if (/^https?:\/\//.test(value) || account.files.has(value)) return value;
  throw badRequest('wrong file identifier/HTTP URL specified');
}

function edit(call: MethodCall, content: Content): unknown {
  const { account, payload } = call;
  const chat = writableChat(call);
  const shown = chat.find(numberIn(payload, 'message_id'));
  if (!shown) throw badRequest('message to edit not found');
  const { text, entities, markup } = content;
  // An edit without a keyboard takes the buttons away.
  const buttons = markup?.kind === 'inline' ? markup.buttons : [];
  if (sameJson([text, entities, buttons], [shown.text, shown.entities, shown.buttons])) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  const edited: SentMessage = { ...shown, text, entities, buttons, edited: true };
  chat.replace(edited);
  account.announce(edited);
  return messageJson(edited, account);
}

function editMessageReplyMarkup(call: MethodCall): unknown {
  const shown = writableChat(call).find(numberIn(call.payload, 'message_id'));
  return edit(call, {
    text: shown?.text ?? '',
    entities: shown?.entities ?? [],
    markup: replyMarkup(call.payload.reply_markup),
  });
}

function deleteMessage(call: MethodCall): true {
  const messageId = numberIn(call.payload, 'message_id');
  if (messageId === undefined || !writableChat(call).delete(messageId)) {
    throw badRequest('message to delete not found');
  }
  return true;
}

function answerCallbackQuery({ account, payload }: MethodCall): true {
  const id = textIn(payload, 'callback_query_id') ?? '';
  const text = textIn(payload, 'text');
  if (!account.presses.has(id)) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  if (text !== undefined && text.length > 200) throw badRequest('MESSAGE_TOO_LONG');
  account.presses.set(id, { text });
  return true;
}

function setMyCommands({ account, payload }: MethodCall): true {
  account.commands = payload.commands;
  return true;
}

function getFile({ account, payload }: MethodCall): unknown {
  const id = textIn(payload, 'file_id') ?? '';
  const bytes = account.files.get(id);
  if (!bytes) throw badRequest('invalid file_id');
  return { file_id: id, file_unique_id: `unique-${id}`, file_size: bytes.length, file_path: `files/${id}` };
}

function knownChat({ account, payload }: { account: BotAccount; payload: Payload }): Chat {
  const id = numberIn(payload, 'chat_id');
  if (id === undefined) throw badRequest('chat_id is empty');
  const chat = account.chat(id);
  if (!chat) throw badRequest('chat not found');
  return chat;
}

function writableChat(call: MethodCall): Chat {
  const chat = knownChat(call);
  if (chat.state === 'blocked') throw new TelegramError(403, 'Forbidden: bot was blocked by the user');
  if (chat.state === 'strange') throw new TelegramError(403, "Forbidden: bot can't initiate conversation with a user");
  return chat;
}

function stringList(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
