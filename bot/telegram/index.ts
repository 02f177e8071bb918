export { checkTelegramToken } from './check-token.ts';
export { type TelegramOptions, telegramChannel } from './connection.ts';
export { parseUpdate, telegramSecretHeader } from './parse.ts';
