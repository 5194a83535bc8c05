// What counts as a request: resources and violations in every order in which browsers tell of them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runInThisContext } from 'node:vm';

const source = readFileSync(fileURLToPath(new URL('../../web/requests.js', import.meta.url)), 'utf8');
const { RequestCount } = runInThisContext(`(() => { ${source}; return { RequestCount }; })()`);

const url = 'http://192.0.2.1/proof';
let count, waiting, told;
beforeEach(() => {
  waiting = [];
  told = [];
  count = new RequestCount(({ made, refused }) => told.push([made, refused]), act => waiting.push(act));
});
const resource = (name, startTime, more = {}) => count.take_resource({ name, startTime, responseStatus: 0, transferSize: 0, ...more });
const violation = (blockedURI, timeStamp) => count.take_violation({ blockedURI, timeStamp });
const time_passes = () => waiting.splice(0).forEach(act => act());
const counts = () => [count.made, count.refused];

test('a resource that no violation follows is a request, once that is sure', () => {
  resource(url, 10);
  assert.deepEqual(counts(), [0, 0]);
  time_passes();
  assert.deepEqual(counts(), [1, 0]);
  assert.deepEqual(told, [[1, 0]]);
});

test('a refused attempt is never told as a request, whichever is reported first', () => {
  resource(url, 10);
  violation(url, 12);
  violation(url, 30);
  resource(url, 28);
  time_passes();
  assert.deepEqual(counts(), [0, 2]);
  assert.deepEqual(told, [[0, 1], [0, 2]]);
});

test('attempts of one address on the heels of each other are all refused', () => {
  violation(url, 5);
  resource(url, 3);
  resource(url, 4);
  resource(url, 4);
  violation(url, 6);
  violation(url, 7);
  time_passes();
  assert.deepEqual(counts(), [0, 3]);
});

test('a refused attempt without a listed resource counts as refused', () => {
  violation(url, 12);
  time_passes();
  assert.deepEqual(counts(), [0, 1]);
});

test('a violation excuses one resource only, and none that began later', () => {
  violation(url, 12);
  resource(url, 13);
  resource(url, 11);
  resource(url, 11);
  time_passes();
  assert.deepEqual(counts(), [2, 1]);
});

test('another address is not excused', () => {
  resource(url + '?secret', 10);
  violation(url, 12);
  time_passes();
  assert.deepEqual(counts(), [1, 1]);
});

test('the fragment, which a violation leaves out, is no difference', () => {
  resource(url + '#part', 10);
  violation(url, 12);
  time_passes();
  assert.deepEqual(counts(), [0, 1]);
});

test('a frame, of which only the origin is reported, is excused; another origin that begins alike is not', () => {
  resource('http://192.0.2.1/frame', 10);
  resource('http://192.0.2.10/frame', 10);
  violation('http://192.0.2.1', 12);
  violation('http://192.0.2.1', 13);
  time_passes();
  assert.deepEqual(counts(), [1, 2]);
});

test('what was answered was a request, whatever was refused besides', () => {
  resource(url, 10, { responseStatus: 200 });
  assert.deepEqual(counts(), [1, 0]);
  resource(url, 10, { transferSize: 300 });
  violation(url, 12);
  resource(url, 11, { responseStatus: 404 });
  assert.deepEqual(counts(), [3, 1]);
});

test('a violation that comes very late takes the request back', () => {
  resource(url, 10);
  time_passes();
  violation(url, 12);
  assert.deepEqual(counts(), [0, 1]);
  assert.deepEqual(told, [[1, 0], [0, 1]]);
});

test('what stays inside the browser is no request, and code that the policy refuses no attempt', () => {
  for (const name of ['blob:null/1', 'data:,x', 'about:blank', 'chrome-extension://abc/x.js', 'moz-extension://abc/x.js']) resource(name, 1);
  for (const blocked of ['inline', 'eval', 'data', 'blob', 'trusted-types-sink', '']) violation(blocked, 2);
  time_passes();
  assert.deepEqual(counts(), [0, 0]);
  assert.deepEqual(told, []);
  resource('ws://192.0.2.1/', 3);
  time_passes();
  assert.deepEqual(counts(), [1, 0]);
});

test('what workers report is added, and stays when they end', () => {
  const paper_worker = () => Object.assign(new EventTarget(), { say(data) { this.dispatchEvent(Object.assign(new Event('message'), { data })); } });
  const first = count.follow(paper_worker()), second = count.follow(paper_worker());
  first.say({ is: 'requests', made: 1, refused: 0 });
  first.say({ is: 'requests', made: 2, refused: 1 });
  second.say({ is: 'events', made: 9 });
  second.say({ is: 'requests', made: 0, refused: 4 });
  violation(url, 1);
  assert.deepEqual(counts(), [2, 6]);
});
