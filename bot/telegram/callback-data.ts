/** What a button carries: our mark, the choice's token and the option's index in `Choice.options`, counted from 0. */
export function writePress(token: string, option: number): string {
  return `c1.${token}.${option}`;
}

/**
 * Anybody can send any data for any message, so this only reads; whether the token belongs to the chat is for the caller
 * to look up. Data that is not ours comes back with an empty token, which no choice has.
 */
export function readPress(data: unknown): { token: string; option: number } {
  const [, token, option] = (typeof data === 'string' && /^c1\.([\w-]{1,57})\.(\d{1,5})$/.exec(data)) || [];
  return token === undefined ? { token: '', option: -1 } : { token, option: Number(option) };
}
