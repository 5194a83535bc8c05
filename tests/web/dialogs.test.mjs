// Nothing of the page stops people with a dialog of the browser: what is asked is asked on the page, beside what it is about.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const web = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../web');

test('the page has no dialog of the browser, but for the one that holds back a tab with unsaved work', () => {
  for (const name of readdirSync(web).filter(name => name.endsWith('.js'))) {
    const code = readFileSync(join(web, name), 'utf8').replace(/\/\/.*$/gm, '');
    assert.doesNotMatch(code, /(^|[^.\w])(self\.|window\.|globalThis\.)?(alert|confirm|prompt)\s*\(/m, name);
  }
});
