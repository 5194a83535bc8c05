// Attempts of the page to reach the network, refused and real, for any browser: copies of the built file that reach a server on this machine.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { built_file, serve_html, temporary_folder } from './browser.mjs';
import { from_base85, to_base85 } from '../../web/base85.mjs';

const built = readFileSync(built_file, 'utf8');
const kProof = 'http://192.0.2.1/';

// What reaches it is in `heard`.
async function start_sink() {
  const heard = [];
  const server = createServer((request, response) => {
    heard.push(request.url);
    response.setHeader('access-control-allow-origin', '*');
    response.end('');
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return {
    heard, address: `http://127.0.0.1:${server.address().port}/`,
    close() { server.closeAllConnections(); return new Promise(done => server.close(done)); },
  };
}

// The built file; without its policy the proof goes to `sink`. `in_worker`: code that the engine's worker runs first.
function copy_of_built({ sink, policy = true, in_worker = '' }) {
  let html = built;
  assert.ok(html.includes(kProof + 'jumelles-proof'));
  if (!policy) html = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '').replaceAll(kProof, sink.address);
  if (in_worker) {
    html = html.replace(/(id="payload-worker">)([^<]+)/, (whole, opening, packed) =>
      opening + to_base85(gzipSync(in_worker + '\n' + gunzipSync(from_base85(packed)))));
  }
  return html;
}

// The address of `html` as a file in `folder`, or on a server.
async function place(html, folder, over_http) {
  if (over_http) return serve_html(() => html);
  const path = join(folder, 'copy.html');
  writeFileSync(path, html);
  return { address: pathToFileURL(path).href, close() {} };
}

const later = ms => new Promise(done => setTimeout(done, ms));
// As waitForFunction, of which Playwright and puppeteer have different ideas.
async function wait_for(page, holds, value) {
  const ends = Date.now() + 90000;             // machines that test are often busy
  while (!await page.evaluate(holds, value)) {
    if (Date.now() > ends) throw new Error(`waited in vain: ${holds}`);
    await later(50);
  }
}
const counts_of = page => page.evaluate(() => [jumelles.counted.made, jumelles.counted.refused]);

// The studio's badge and its button, by the mirror.
export const studio_controls = {
  fragment: '#test',
  async ready(page) {
    await wait_for(page, () => !!self.jumelles && jumelles.client.memory > 0);
    await page.evaluate(() => {
      self.told = [];
      const { studio } = jumelles, set = studio.set_request_count;
      studio.set_request_count = (made, refused) => { told.push(made); set.call(studio, made, refused); };
      jumelles.mirror.enable();
      document.querySelector('[data-key="top/requests"]').click();
    });
    await wait_for(page, () => !!document.querySelector('[data-key="delivery/proof"]'));
  },
  press: page => page.evaluate(() => document.querySelector('[data-key="delivery/proof"]').click()),
  badge: page => page.evaluate(() => document.querySelector('[data-key="top/requests"]').getAttribute('aria-label')),
  attempts: page => page.evaluate(() => document.querySelector('[data-key="delivery/evidence/attempts"]').textContent),
};

// The same of the plain page.
export const plain_controls = {
  fragment: '#plain,test',
  async ready(page) {
    await wait_for(page, () => !!self.jumelles && jumelles.client.memory > 0);
    await page.evaluate(() => {
      self.told = [];
      new MutationObserver(() => told.push(parseInt(document.querySelector('[data-key="badge"]').textContent))).observe(document.querySelector('[data-key="badge"]'), { childList: true });
    });
  },
  press: page => page.evaluate(() => document.querySelector('[data-key="proof"]').click()),
  badge: page => page.evaluate(() => document.querySelector('[data-key="badge"]').textContent),
  attempts: page => page.evaluate(() => document.querySelector('[data-key="proof"]').nextSibling.textContent),
};

// Three refused attempts by the button are no request, and at no moment shown as one.
async function refused_attempts_are_no_requests(page, controls) {
  await controls.ready(page);
  assert.equal(await controls.badge(page), '0 requête');
  for (let i = 1; i <= 3; i++) {
    await controls.press(page);
    await wait_for(page, refused => jumelles.counted.refused === refused, i);
  }
  await later(700);
  assert.deepEqual(await counts_of(page), [0, 3]);
  assert.ok((await page.evaluate(() => told)).every(made => made === 0), 'a request was shown in between');
  assert.equal(await controls.badge(page), '0 requête');
  assert.match(await controls.attempts(page), /3 essais bloqués/);
}

// The same button, where nothing forbids it: one request.
async function a_real_request_is_counted(page, controls, sink) {
  await controls.ready(page);
  await controls.press(page);
  await wait_for(page, () => jumelles.counted.made === 1);
  await later(700);
  assert.deepEqual(await counts_of(page), [1, 0]);
  assert.equal(await controls.badge(page), '1 requête');
  assert.deepEqual(sink.heard, ['/jumelles-proof']);
}

async function the_worker_counts(page, expected) {
  await wait_for(page, () => !!self.jumelles && jumelles.counted.made + jumelles.counted.refused > 0);
  await later(700);
  assert.deepEqual(await counts_of(page), expected);
}

// The tests, in a browser that opens a page by `open(address)`: {page, close}.
export function test_requests(name, open, controls) {
  async function with_copy(options, act) {
    const sink = await start_sink();
    const { folder, remove } = temporary_folder();
    const code = `fetch('${sink.address}from-worker', { mode: 'no-cors' }).catch(() => {});`;
    const copy = await place(copy_of_built({ sink, ...options, in_worker: options.in_worker ? code : '' }), folder, options.over_http);
    try {
      const { page, close } = await open(copy.address + controls.fragment);
      await act(page, sink);
      await close();
    } finally {
      await copy.close();
      await sink.close();
      remove();
    }
  }
  for (const over_http of [false, true]) {
    const where = over_http ? 'over http' : 'on file://';
    test(`${name}: attempts that the policy refuses are no requests, ${where}`, () =>
      with_copy({ over_http }, page => refused_attempts_are_no_requests(page, controls)));
    test(`${name}: without the policy the same button makes a request, and the badge says 1, ${where}`, () =>
      with_copy({ over_http, policy: false }, (page, sink) => a_real_request_is_counted(page, controls, sink)));
  }
  test(`${name}: what the worker attempts is counted, refused or not`, async () => {
    await with_copy({ in_worker: true }, page => the_worker_counts(page, [0, 1]));
    await with_copy({ in_worker: true, policy: false }, page => the_worker_counts(page, [1, 0]));
  });
}
