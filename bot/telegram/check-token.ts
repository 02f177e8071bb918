import { Api, GrammyError } from 'grammy';

/** Asks Telegram whose token this is. Never throws: a refusal and an unreachable Telegram are told apart in words. */
export async function checkTelegramToken(options: {
  token: string;
  apiRoot: string;
}): Promise<{ ok: true; username: string } | { ok: false; why: string }> {
  try {
    const me = await new Api(options.token, { apiRoot: options.apiRoot, timeoutSeconds: 10 }).getMe();
    return { ok: true, username: me.username };
  } catch (error) {
    if (error instanceof GrammyError)
      return { ok: false, why: `Telegram does not know this token: ${error.description}` };
    return { ok: false, why: 'Telegram cannot be reached from this server' };
  }
}
