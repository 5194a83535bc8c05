// Makes a screenshot small: a palette of 256 common colors that differ visibly, every other color as the nearest of them.
import { deflateSync, inflateSync } from 'node:zlib';

function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = crc >>> 1 ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

// 8-bit RGB or RGBA, not interlaced: what browsers write.
function decode(png) {
  let width, height, channels;
  const data = [];
  for (let at = 8; at < png.length;) {
    const size = png.readUInt32BE(at), type = png.toString('latin1', at + 4, at + 8), body = png.subarray(at + 8, at + 8 + size);
    if (type === 'IHDR') [width, height, channels] = [body.readUInt32BE(0), body.readUInt32BE(4), body[9] === 6 ? 4 : 3];
    if (type === 'IDAT') data.push(body);
    at += size + 12;
  }
  const raw = inflateSync(Buffer.concat(data)), line = width * channels, pixels = Buffer.alloc(line * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (line + 1)], from = y * (line + 1) + 1, to = y * line;
    for (let x = 0; x < line; x++) {
      const a = x >= channels ? pixels[to + x - channels] : 0, b = y ? pixels[to + x - line] : 0, c = x >= channels && y ? pixels[to + x - line - channels] : 0;
      const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
      pixels[to + x] = raw[from + x] + [0, a, b, (a + b) >> 1, pa <= pb && pa <= pc ? a : pb <= pc ? b : c][filter];
    }
  }
  return { width, height, channels, pixels };
}

const kApart = 250;       // squared distance of two colors that deserve a place each

function palette_of({ width, height, channels, pixels }) {
  const counts = new Map();
  for (let i = 0; i < width * height; i++) {
    const color = pixels.readUIntBE(i * channels, 3);
    counts.set(color, (counts.get(color) || 0) + 1);
  }
  const part = (color, shift) => color >> shift & 255;
  const distance = (one, other) => [16, 8, 0].reduce((all, shift) => all + (part(one, shift) - part(other, shift)) ** 2, 0);
  const palette = [];
  for (const [color] of [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]))
    if (palette.length < 256 && (palette.length < 48 || palette.every(other => distance(color, other) > kApart))) palette.push(color);
  const places = new Map(palette.map((color, place) => [color, place]));
  for (const color of counts.keys()) {
    if (places.has(color)) continue;
    let best = 0, least = Infinity;
    palette.forEach((other, place) => {
      const apart = distance(color, other);
      if (apart < least) [least, best] = [apart, place];
    });
    places.set(color, best);
  }
  return { palette, places };
}

function chunk(type, body) {
  const all = Buffer.alloc(body.length + 12);
  all.writeUInt32BE(body.length, 0);
  all.write(type, 4, 'latin1');
  body.copy(all, 8);
  all.writeUInt32BE(crc32(all.subarray(4, body.length + 8)), body.length + 8);
  return all;
}

export function smaller(png) {
  const image = decode(png), { width, height, channels, pixels } = image, { palette, places } = palette_of(image);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = places.get(pixels.readUIntBE((y * width + x) * channels, 3));
  const colors = Buffer.from(palette.flatMap(color => [color >> 16, color >> 8 & 255, color & 255]));
  return Buffer.concat([png.subarray(0, 8), chunk('IHDR', header), chunk('PLTE', colors), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

// [red, green, blue] of one pixel.
export function pixel_of(png, x, y) {
  const { width, channels, pixels } = decode(png);
  return [...pixels.subarray((y * width + x) * channels, (y * width + x) * channels + 3)];
}
