// The built file's own policy, attacked: every way a page can speak to the outside is tried against a server on this machine.
// Without the policy the server hears them, so that the silence with it means something.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { built_file, launch, temporary_folder } from './browser.mjs';

let browser, sink, heard, temporary;

before(async () => {
  browser = await launch();
  temporary = temporary_folder();
  heard = new Set();
  sink = createServer((request, response) => {
    heard.add(request.url.slice(1).split('?')[0]);
    response.setHeader('access-control-allow-origin', '*');
    response.end('');
  });
  sink.on('upgrade', (request, socket) => { heard.add(request.url.slice(1)); socket.destroy(); });
  await new Promise(done => sink.listen(0, '127.0.0.1', done));
});

after(async () => {
  await browser.close();
  sink.closeAllConnections();
  await new Promise(done => sink.close(done));
  temporary.remove();
});

const built = readFileSync(built_file, 'utf8');
const built_policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(built)[1];

// The attacks, as the text of a page script. Each is told where the sink is and never throws out.
const attack_script = port => `
const sink = 'http://127.0.0.1:${port}/';
const attempt = (name, act) => { try { const r = act(sink + name); if (r && r.catch) r.catch(() => {}); } catch (refused) {} };
const add = (tag, set) => { const node = document.createElement(tag); set(node); return document.body.appendChild(node); };
attempt('fetch', url => fetch(url, { mode: 'no-cors' }));
attempt('fetch-post', url => fetch(url, { method: 'POST', body: 'secret', mode: 'no-cors', keepalive: true }));
attempt('xhr', url => { const x = new XMLHttpRequest(); x.open('GET', url); x.send(); });
attempt('websocket', url => new WebSocket(url.replace('http', 'ws')));
attempt('eventsource', url => new EventSource(url));
attempt('beacon', url => navigator.sendBeacon(url, 'secret'));
attempt('image', url => { new Image().src = url; });
attempt('script', url => add('script', node => { node.src = url; }));
attempt('stylesheet', url => add('link', node => { node.rel = 'stylesheet'; node.href = url; }));
attempt('prefetch', url => add('link', node => { node.rel = 'prefetch'; node.href = url; }));
attempt('preload', url => add('link', node => { node.rel = 'preload'; node.as = 'image'; node.href = url; }));
attempt('icon', url => add('link', node => { node.rel = 'icon'; node.href = url; }));
attempt('manifest', url => add('link', node => { node.rel = 'manifest'; node.href = url; }));
attempt('iframe', url => add('iframe', node => { node.src = url; }));
attempt('object', url => add('object', node => { node.data = url; }));
attempt('embed', url => add('embed', node => { node.src = url; }));
attempt('audio', url => add('audio', node => { node.src = url; node.preload = 'auto'; }));
attempt('video', url => add('video', node => { node.src = url; node.preload = 'auto'; node.poster = sink + 'poster'; }));
attempt('font', url => { const face = new FontFace('x', 'url(' + url + ')'); return face.load(); });
attempt('css-image', url => add('div', node => { node.style.backgroundImage = 'url(' + url + ')'; node.textContent = 'x'; }));
attempt('import', url => import(url));
attempt('form', url => { add('iframe', node => { node.name = 'hole'; }); add('form', node => { node.action = url; node.method = 'POST'; node.target = 'hole'; }).submit(); });
attempt('srcdoc', url => add('iframe', node => { node.srcdoc = '<img src="' + url + '">'; }));
attempt('module-worker', url => new Worker(url, { type: 'module' }));
const inside = ${JSON.stringify(`
const sink = SINK;
const attempt = (name, act) => { try { const r = act(sink + name); if (r && r.catch) r.catch(() => {}); } catch (refused) {} };
attempt('worker-fetch', url => fetch(url, { mode: 'no-cors' }));
attempt('worker-xhr', url => { const x = new XMLHttpRequest(); x.open('GET', url, false); x.send(); });
attempt('worker-websocket', url => new WebSocket(url.replace('http', 'ws')));
attempt('worker-eventsource', url => new EventSource(url));
attempt('worker-import-scripts', url => importScripts(url));
`)};
const make = URL.createObjectURL(new Blob([inside.replace('SINK', JSON.stringify(sink))], { type: 'text/javascript' }));
try {
  const policy = self.trustedTypes ? trustedTypes.createPolicy('app', { createScriptURL: url => url }) : { createScriptURL: url => url };
  new Worker(policy.createScriptURL(make));
} catch (refused) {}
`;

async function attack(with_policy, over_http) {
  heard.clear();
  const script = attack_script(sink.address().port);
  const hash = `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
  // The built policy to the letter, but for the hash of the one script it lets run.
  const policy = built_policy.replace(/script-src 'sha256-[^']+'/, `script-src ${hash}`);
  const meta = with_policy ? `<meta http-equiv="Content-Security-Policy" content="${policy}">` : '';
  const html = `<!doctype html><html><head><meta charset="utf-8">${meta}</head><body><script>${script}</script></body></html>`;
  const path = join(temporary.folder, 'attack.html');
  writeFileSync(path, html);
  const host = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(request.url === '/' ? html : '');
  });
  await new Promise(done => host.listen(0, '127.0.0.1', done));
  const page = await browser.newPage();
  await page.goto(over_http ? `http://127.0.0.1:${host.address().port}/` : pathToFileURL(path).href);
  await page.waitForTimeout(1500);
  await page.close();
  host.closeAllConnections();
  await new Promise(done => host.close(done));
  return new Set(heard);
}

for (const over_http of [false, true]) {
  const where = over_http ? 'http' : 'file://';
  test(`without the policy the sink fills, on ${where}`, async () => {
    const reached = await attack(false, over_http);
    for (const way of ['fetch', 'xhr', 'websocket', 'eventsource', 'beacon', 'image', 'script', 'stylesheet', 'iframe', 'font', 'form', 'worker-fetch', 'worker-xhr', 'worker-websocket'])
      assert.ok(reached.has(way), `${way} should reach the sink when nothing forbids it; reached: ${[...reached]}`);
  });
  test(`with the built file's policy the sink stays empty, on ${where}`, async () => {
    assert.deepEqual([...await attack(true, over_http)], []);
  });
}

test('the policy is the first thing in the built file, before any script', () => {
  assert.ok(built.indexOf('Content-Security-Policy') < built.indexOf('<script'));
  for (const part of ["default-src 'none'", "connect-src 'none'", "form-action 'none'", "base-uri 'none'", "require-trusted-types-for 'script'"])
    assert.ok(built_policy.includes(part), part);
  assert.ok(!built_policy.includes('unsafe-inline'));
});

test('the built file holds no way to connect and is at most 6 MB', () => {
  for (const word of ['fetch(', 'XMLHttpRequest', 'new Function', 'eval('])
    assert.ok(!built.includes(word), word);
  assert.ok(Buffer.byteLength(built) <= 6e6);
});
