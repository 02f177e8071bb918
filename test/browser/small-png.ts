import { crc32, deflateSync } from 'node:zlib';
import type { BrowserContext } from 'playwright-core';

/**
 * The same picture in fewer bytes: six bits of each colour, which nobody sees, and rows as they are, which for pages of flat
 * colours packs better than the differences that browsers store.
 */
export async function smallPng(context: BrowserContext, png: Buffer): Promise<Buffer> {
  const { width, height, pixels } = await pixelsOf(context, png);
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0, to = 0; y < height; y++) {
    rows[to++] = 0; // the row is stored as it is
    for (let x = 0; x < width * 4; x++) {
      const shade = pixels[y * width * 4 + x] ?? 0;
      if (x % 4 < 3) rows[to++] = (shade & 0xfc) | (shade >> 6);
    }
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}

function chunk(kind: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind), content]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(content.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}

/** Red, green, blue and opacity of each pixel, as the browser decodes them. */
async function pixelsOf(context: BrowserContext, png: Buffer) {
  const desk = await context.newPage();
  const { width, height, binary } = await desk.evaluate(
    async (source) => {
      const picture = await createImageBitmap(await (await fetch(source)).blob());
      const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
      if (!pen) throw new Error('The browser does not draw');
      pen.drawImage(picture, 0, 0);
      const { data, width, height } = pen.getImageData(0, 0, picture.width, picture.height);
      return { width, height, binary: Array.from(data, (byte) => String.fromCharCode(byte)).join('') };
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  return { width, height, pixels: Buffer.from(binary, 'latin1') };
}
