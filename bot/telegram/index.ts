export { telegramCapabilities } from './capabilities.ts';
export { type TelegramOptions, telegramChannel } from './connection.ts';
export { telegramWebhookPath } from './listen.ts';
export { type ParsedUpdate, parseUpdate, telegramSecretHeader } from './parse.ts';
