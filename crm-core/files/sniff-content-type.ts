/**
 * What a file is, by its first bytes; the name only tells apart what looks the same (office documents are archives). Texts
 * are plain texts whatever they contain: a page or a drawing with a script in it is never named as one.
 */
export function sniffContentType(head: Buffer, name: string): string {
  const found = signatures.find(({ at = 0, bytes }) => head.subarray(at, at + bytes.length).equals(bytes));
  if (found) return found.type === archive ? (archives[endingOf(name)] ?? archive) : found.type;
  if (head.subarray(0, 4).equals(latin('RIFF'))) return riff[head.toString('latin1', 8, 12)] ?? unknown;
  if (head.toString('latin1', 4, 8) === 'ftyp') return media[head.toString('latin1', 8, 12)] ?? 'video/mp4';
  if (head.length > 0 && isText(head)) return endingOf(name) === 'csv' ? 'text/csv' : 'text/plain';
  return unknown;
}

/** What a browser may show in its place; everything else is saved. None of these can carry a script that runs. */
export function isShowable(contentType: string): boolean {
  return /^(image\/(png|jpeg|gif|webp)|audio\/|video\/|application\/pdf$|text\/plain$)/.test(contentType);
}

const unknown = 'application/octet-stream';
const archive = 'application/zip';
const latin = (text: string) => Buffer.from(text, 'latin1');

const signatures: { at?: number; bytes: Buffer; type: string }[] = [
  { bytes: latin('\x89PNG\r\n\x1a\n'), type: 'image/png' },
  { bytes: latin('\xff\xd8\xff'), type: 'image/jpeg' },
  { bytes: latin('GIF87a'), type: 'image/gif' },
  { bytes: latin('GIF89a'), type: 'image/gif' },
  { bytes: latin('%PDF-'), type: 'application/pdf' },
  { bytes: latin('PK\x03\x04'), type: archive },
  { bytes: latin('OggS'), type: 'audio/ogg' },
  { bytes: latin('ID3'), type: 'audio/mpeg' },
  { bytes: latin('\xff\xfb'), type: 'audio/mpeg' },
  { bytes: latin('fLaC'), type: 'audio/flac' },
  { bytes: latin('\x1a\x45\xdf\xa3'), type: 'video/webm' },
  { bytes: latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), type: 'application/x-ole-storage' },
  { bytes: latin('Rar!\x1a\x07'), type: 'application/vnd.rar' },
  { bytes: latin('7z\xbc\xaf\x27\x1c'), type: 'application/x-7z-compressed' },
];

const riff: Record<string, string> = { WEBP: 'image/webp', WAVE: 'audio/wav', 'AVI ': 'video/x-msvideo' };
const media: Record<string, string> = {
  heic: 'image/heic',
  mif1: 'image/heic',
  avif: 'image/avif',
  'M4A ': 'audio/mp4',
};
const office = 'application/vnd.openxmlformats-officedocument';
const archives: Record<string, string> = {
  docx: `${office}.wordprocessingml.document`,
  xlsx: `${office}.spreadsheetml.sheet`,
  pptx: `${office}.presentationml.presentation`,
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
};

function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

/** UTF-8 without control characters. The last letter may be cut in two. */
function isText(head: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells texts from other things
    return !/[\u0000-\u0008\u000e-\u001f]/.test(text);
  } catch {
    return false;
  }
}
