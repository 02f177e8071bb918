const address =
  /^[^\s@"(),:;<>[\]\\]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]{1,62}$/u;

/** The e-mail address in a text, which may stand inside a sentence. Lower case, so that one person's address has one form. */
export function parseEmail(text: string): string | undefined {
  const words = text.slice(0, 500).split(/[\s<>,;]+/u);
  const word = words.find((each) => each.includes('@')) ?? '';
  const email = word.replace(/^(?:mailto:|\()/iu, '').replace(/[.!?)]{1,5}$/u, '');
  const isAddress = email.length <= 254 && address.test(email) && !/^\.|\.\.|\.@/u.test(email);
  return isAddress ? email.toLowerCase() : undefined;
}
