export { telegramCapabilities } from './capabilities.ts';
export { checkTelegramToken } from './check-token.ts';
export { type TelegramOptions, telegramChannel } from './connection.ts';
export { telegramWebhookPath } from './listen.ts';
export { type ParsedUpdate, parseUpdate, telegramSecretHeader } from './parse.ts';
