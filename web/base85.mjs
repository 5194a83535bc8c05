// Five letters for four bytes (base 85), the letters being those from ")" to "~" but "<": none of them ends an element, or calls a function.
// Before them, how many bytes of the last four are none. A twentieth smaller than base 64.
export function to_base85(bytes) {
  const padding = (4 - bytes.length % 4) % 4, padded = Buffer.concat([bytes, Buffer.alloc(padding)]);
  const letters = Buffer.alloc(1 + padded.length / 4 * 5);
  letters[0] = 48 + padding;
  for (let from = 0, to = 1; from < padded.length; from += 4, to += 5) {
    let word = padded.readUInt32BE(from);
    for (let at = to + 4; at >= to; at--) {
      const digit = word % 85;
      letters[at] = digit + 41 + (digit >= 60 - 41);
      word = Math.floor(word / 85);
    }
  }
  return letters.toString('latin1');
}

// What the page does as well (from_base85 of host.js), for tests that look into the built file.
export function from_base85(text) {
  const bytes = Buffer.alloc((text.length - 1) / 5 * 4);
  for (let from = 1, to = 0; from < text.length; from += 5, to += 4) {
    let word = 0;
    for (const letter of text.slice(from, from + 5)) word = word * 85 + letter.charCodeAt(0) - 41 - (letter > '<');
    bytes.writeUInt32BE(word, to);
  }
  return bytes.subarray(0, bytes.length - Number(text[0]));
}
