/**
 * Spreadsheets run a cell that begins like a formula (OWASP: CSV injection). Such a text goes out with an apostrophe before
 * it and loses that one when it comes back; a text that looks guarded already gets one more, so that nothing is lost.
 */
const dangerous = /^'*[=+\-@\t\r\n＝＋－＠]/;

export function guardText(text: string): string {
  return dangerous.test(text) ? `'${text}` : text;
}

export function unguardText(text: string): string {
  return text.startsWith("'") && dangerous.test(text) ? text.slice(1) : text;
}
