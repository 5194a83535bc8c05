import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { colors_astray, token_css } from '../../web/tokens.mjs';

const theme = readFileSync(new URL('../../ui/theme.cpp', import.meta.url), 'utf8');
const tokens = token_css(theme);

test("the page has the studio's colors in both themes", () => {
  assert.match(tokens, /^:root \{ color-scheme: light; --bg: #f3f5f8;/);
  assert.match(tokens, /@media \(prefers-color-scheme: dark\) \{ :root:not\(\[data-theme=light\]\) \{ color-scheme: dark; --bg: #12151a;/);
  assert.match(tokens, /:root\[data-theme=dark\] \{ color-scheme: dark;.*--on-accent: #0e1a36;/);
  assert.equal([...tokens.matchAll(/--accent: /g)].length, 3);
  assert.throws(() => token_css('nothing'), /no rows/);
});

test('a color that is no token is found, wherever it is written', () => {
  assert.deepEqual(colors_astray('a { color: var(--text); white-space: pre } #fade { border: 0 }\n', tokens), []);
  assert.deepEqual(colors_astray('::backdrop { background: rgb(0 0 0 / 50%) }', tokens), []);
  assert.deepEqual(colors_astray('a { color: var(--ink) } b { background: #fff; border: 1px solid white }\nc { color: rgb(1 2 3) }', tokens),
    ['--ink', '#fff', ' white', 'rgb(1 2 3)']);
  for (const sheet of ['style.css', 'plain.css'])
    assert.deepEqual(colors_astray(readFileSync(new URL('../../web/' + sheet, import.meta.url), 'utf8'), tokens), [], sheet);
});
