// What the page's payloads are written in: every count of bytes comes back, and nothing in it ends an element.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { from_base85, to_base85 } from '../../web/base85.mjs';

// The page's own reader.
const host = readFileSync(new URL('../../web/host.js', import.meta.url), 'utf8');
const of_page = Function(/function from_base85\(text\) \{[\s\S]*?\n\}/.exec(host)[0] + '\nreturn from_base85;')();

test('bytes come back, whatever they are and however many, for the tests and for the page', () => {
  for (let count = 0; count < 40; count++) {
    for (const bytes of [Buffer.alloc(count), Buffer.alloc(count, 255), Buffer.from(Array.from({ length: count }, (_, i) => i * 151 & 255))]) {
      const text = to_base85(bytes);
      assert.deepEqual(from_base85(text), bytes);
      assert.deepEqual(Buffer.from(of_page(text)), bytes);
    }
  }
});

test('its letters are plain, five for four bytes, and none begins an element, a call or a reference', () => {
  const text = to_base85(Buffer.from(Array.from({ length: 40000 }, (_, i) => i * 40503 >> 8 & 255)));
  assert.equal(text.length, 1 + 50000);
  assert.match(text, /^[)-;=-~]+$/);
});
