// The supervisor of the engine's worker, with a worker made of paper: what is replayed, in which order, and when it gives up.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runInThisContext } from 'node:vm';

const source = readFileSync(fileURLToPath(new URL('../../web/engine_client.js', import.meta.url)), 'utf8');
const { EngineClient, kSilentLooks, kRestarts } =
  runInThisContext(`(() => { ${source}; return { EngineClient, kSilentLooks, kRestarts }; })()`);

let workers, states;
class PaperWorker {
  constructor() { this.got = []; this.taken = 0; workers.push(this); }
  postMessage(message) { this.got.push(message); if (['file', 'open', 'command'].includes(message.do)) this.taken++; }
  terminate() { this.gone = true; }
  say(message) { this.onmessage({ data: message }); }
  idle() { this.say({ is: 'idle', taken: this.taken }); }
  commands() {
    const said = { file: ({ file }) => file, open: ({ file, runs }) => `open ${file}${runs ? ' and run' : ''}`, command: ({ json }) => JSON.parse(json).command };
    return this.got.filter(message => said[message.do]).map(message => said[message.do](message));
  }
}
const command = (name, more = {}) => JSON.stringify({ command: name, ...more });

beforeEach(() => { workers = []; states = []; mock.method(globalThis, 'setInterval', () => 0); });
afterEach(() => mock.restoreAll());

function started() {
  const client = new EngineClient(() => new PaperWorker(), null, { events() {}, page() {}, state: name => states.push(name) });
  workers[0].say({ is: 'ready' });
  return client;
}

test('after a death files and commands are replayed in order, each when the one before is done', () => {
  const client = started();
  client.add_file('a');
  client.add_file('b');
  client.command(command('run'));
  client.command(command('set_threshold', { probability: 0.7, final: false }));
  client.command(command('set_threshold', { probability: 0.8, final: true }));
  workers[0].idle();
  workers[0].say({ is: 'dead', reason: 'out of memory' });
  assert.ok(workers[0].gone);
  const again = workers[1];
  again.say({ is: 'ready' });
  for (const expected of [['a'], ['a', 'b'], ['a', 'b', 'run'], ['a', 'b', 'run', 'set_threshold']]) {
    assert.deepEqual(again.commands(), expected);
    again.idle();
  }
  assert.deepEqual(states, ['ready', 'dead', 'restarted']);
});

test('what is commanded during the replay waits for its turn', () => {
  const client = started();
  client.add_file('a');
  workers[0].idle();
  client.died('test');
  workers[1].say({ is: 'ready' });
  client.command(command('run'));
  assert.deepEqual(workers[1].commands(), ['a']);
  workers[1].idle();
  assert.deepEqual(workers[1].commands(), ['a', 'run']);
});

test('a run that was canceled is not run again', () => {
  const client = started();
  client.add_file('a');
  workers[0].idle();
  client.command(command('run'));
  client.command(command('cancel'));
  workers[0].idle();
  client.died('test');
  workers[1].say({ is: 'ready' });
  workers[1].idle();
  assert.deepEqual(workers[1].commands(), ['a']);
  assert.equal(client.replay, null);
});

test('a command that kills the engine again while it is replayed is given up, the others are kept', () => {
  const client = started();
  client.add_file('good');
  client.add_file('killer');
  client.died('test');
  workers[1].say({ is: 'ready' });
  workers[1].idle();
  assert.deepEqual(workers[1].commands(), ['good', 'killer']);
  workers[1].say({ is: 'dead', reason: 'again' });
  workers[2].say({ is: 'ready' });
  workers[2].idle();
  assert.deepEqual(workers[2].commands(), ['good']);
  assert.equal(states.at(-1), 'restarted');
});

test('an engine that dies at every start is given up', () => {
  const client = started();
  for (let i = 0; i <= kRestarts; i++) workers.at(-1).say({ is: 'dead', reason: 'start' });
  assert.equal(states.at(-1), 'gave_up');
  assert.equal(workers.length, kRestarts + 1);
  client.command(command('run'));
  assert.equal(workers.at(-1).commands().length, 0);
});

test('an export under way when the engine dies arrives after the replay', async () => {
  const client = started();
  client.add_file('a');
  workers[0].idle();
  const blob = client.export_file('golden');
  client.died('test');
  workers[1].say({ is: 'ready' });
  assert.ok(!workers[1].got.some(message => message.do === 'export'), 'there is nothing to export yet');
  workers[1].idle();
  const asked = workers[1].got.find(message => message.do === 'export');
  workers[1].say({ is: 'exported', id: asked.id, parts: ['golden records'] });
  assert.equal(await (await blob).text(), 'golden records');
});

test('an export that the engine does not survive is asked for once more, then refused with a reason, and the engine goes on', async () => {
  const client = started();
  client.add_file('a');
  workers[0].idle();
  const refused = assert.rejects(client.export_file('golden'), problem => JSON.parse(problem).error.id === 'export.stopped');
  for (const again of [1, 2]) {
    workers.at(-1).say({ is: 'dead', reason: 'out of memory' });
    assert.equal(workers.length, again + 1);
    workers.at(-1).say({ is: 'ready' });
    workers.at(-1).idle();
  }
  await refused;
  assert.ok(!workers.at(-1).got.some(message => message.do === 'export'));
  assert.equal(states.at(-1), 'restarted');
});

test('an export of an engine that was given up is refused', async () => {
  const client = started();
  for (let i = 0; i <= kRestarts; i++) workers.at(-1).say({ is: 'dead', reason: 'start' });
  await assert.rejects(client.export_file('golden'), problem => problem === '');
});

test('silence when an answer is owed is said to be slow, not a death, and its end is said too', () => {
  const client = started();
  for (let i = 0; i < 4 * kSilentLooks; i++) client.look();
  assert.deepEqual(states, ['ready']);
  client.query('{}');
  for (let i = 0; i < kSilentLooks; i++) client.look();
  assert.deepEqual(states, ['ready']);
  for (let i = 0; i < 5 * kSilentLooks; i++) client.look();
  assert.deepEqual(states, ['ready', 'slow']);
  assert.equal(workers.length, 1);
  workers[0].say({ is: 'pong' });
  assert.deepEqual(states, ['ready', 'slow', 'answers']);
  for (let i = 0; i <= kSilentLooks; i++) client.look();
  assert.equal(states.at(-1), 'answers');
});

test('a slow engine restarted by the user does not run again what it was running, and keeps the rest', () => {
  const client = started();
  client.add_file('a');
  workers[0].idle();
  client.command(command('run'));
  client.command(command('judge_pair', { a: 1, b: 2 }));
  client.restart();
  assert.ok(workers[0].gone);
  workers[1].say({ is: 'ready' });
  workers[1].idle();
  workers[1].idle();
  assert.deepEqual(workers[1].commands(), ['a', 'judge_pair']);
  assert.deepEqual(states, ['ready', 'dead', 'restarted']);
});

test('a worker that dies without a word is missed by the lock that it held, and only then', async () => {
  const waiting = new Map();
  const locks = { request: (name, granted) => { waiting.set(name, granted); return Promise.resolve(); } };
  const client = new EngineClient(() => new PaperWorker(), null, { events() {}, page() {}, state: name => states.push(name) }, locks);
  const held = index => workers[index].got.find(message => message.do === 'start').lock;
  assert.equal(waiting.size, 0);                        // not before the worker holds it
  workers[0].say({ is: 'alive', lock: held(0) });
  workers[0].say({ is: 'ready' });
  client.add_file('a');
  workers[0].idle();
  waiting.get(held(0))();
  assert.deepEqual(states, ['ready', 'dead']);
  workers[1].say({ is: 'alive', lock: held(1) });
  workers[1].say({ is: 'ready' });
  workers[1].idle();
  assert.notEqual(held(0), held(1));
  assert.deepEqual(workers[1].commands(), ['a']);
  waiting.get(held(0))();                               // of the one before: long known
  assert.equal(workers.length, 2);
  assert.equal(states.at(-1), 'restarted');
});

test('an idle message from before the last command does not settle it', () => {
  const client = started();
  client.add_file('a');
  const early = { is: 'idle', taken: 0 };
  workers[0].say(early);
  assert.equal(client.settled, 0);
  workers[0].idle();
  assert.equal(client.settled, 1);
});

// Dies and is replayed to the end; what the new worker was told.
function replayed(client) {
  client.died('test');
  workers.at(-1).say({ is: 'ready' });
  while (client.replay) workers.at(-1).idle();
  return workers.at(-1).commands();
}

test('a project that took the place of all begins the log anew: files before it stay, for they may be its sources, and who speaks', () => {
  const client = started();
  client.add_file('a.csv');
  client.command(command('set_author', { name: 'Zoé' }));
  client.command(command('set_author', { name: 'Léa' }));
  client.command(command('judge_pair'));
  workers[0].idle();
  client.open_project('p.jumelles', true);
  client.command(command('set_threshold', { final: true }));
  workers[0].idle();
  client.start_log_anew();
  assert.ok(client.is_at_rest());
  assert.deepEqual(replayed(client), ['a.csv', 'set_author', 'open p.jumelles and run', 'set_threshold']);
  assert.equal(JSON.parse(workers[1].got.find(message => message.json).json).name, 'Léa');
  client.open_project('q.jumelles', false);
  workers[1].idle();
  client.start_log_anew();
  assert.deepEqual(replayed(client), ['a.csv', 'set_author', 'open q.jumelles']);
  client.command(command('new_project'));
  client.add_file('b.csv');
  client.start_log_anew();
  assert.equal(client.settled, 1, 'the new project and its file are not settled yet');
  assert.deepEqual(replayed(client), ['set_author', 'new_project', 'b.csv']);
});

test('a project that could not be opened takes the place of nothing', () => {
  const client = started();
  client.add_file('a.csv');
  client.command(command('judge_pair'));
  client.open_project('broken.jumelles', true);
  workers[0].idle();
  assert.deepEqual(replayed(client), ['a.csv', 'judge_pair', 'open broken.jumelles and run']);
});

test('the log is not begun anew by what a replay opens again', () => {
  const client = started();
  client.open_project('p.jumelles', true);
  client.start_log_anew();
  client.command(command('restore_changes', { changes: ['x'] }));
  workers[0].idle();
  client.died('test');
  workers[1].say({ is: 'ready' });
  client.start_log_anew();
  workers[1].idle();
  assert.deepEqual(workers[1].commands(), ['open p.jumelles and run', 'restore_changes']);
});

test('a project opened to be run is opened without it, once the run was canceled', () => {
  const client = started();
  client.open_project('p.jumelles', true);
  client.start_log_anew();
  client.command(command('cancel'));
  assert.deepEqual(replayed(client), ['open p.jumelles']);
});

test('what was saved is said again where it was exported, of everything before it and nothing after', async () => {
  const client = started();
  client.add_file('a');
  client.command(command('judge_pair'));
  let place = 'none';
  const blob = client.export_file('jumelles', at => { place = at; });
  client.command(command('name_project'));
  const { id } = workers[0].got.find(message => message.do === 'export');
  workers[0].say({ is: 'begun', id });
  workers[0].say({ is: 'exported', id, parts: ['x'] });
  await blob;
  client.project_saved('p.jumelles', 7, place);
  workers[0].idle();
  assert.ok(client.is_at_rest());
  assert.deepEqual(JSON.parse(workers[0].got.at(-1).json), { command: 'project_saved', file_name: 'p.jumelles', change: 7 });
  assert.deepEqual(replayed(client), ['a', 'judge_pair', 'project_saved', 'name_project']);
  const again = JSON.parse(workers[1].got.find(({ json }) => json?.includes('project_saved')).json);
  assert.deepEqual([again.file_name, again.change >= Number.MAX_SAFE_INTEGER], ['p.jumelles', true]);
  // While the engine is being restored nothing more is said to be safe than it knows.
  client.died('test');
  client.project_saved('p.jumelles', 9, place);
  workers[2].say({ is: 'ready' });
  while (client.replay) workers[2].idle();
  assert.equal(JSON.parse(workers[2].got.filter(({ json }) => json?.includes('project_saved')).at(-1).json).change, 0);
});

test('an export that begins again after a death is said to begin again', async () => {
  const client = started();
  let begun = 0;
  const blob = client.export_file('recovery', () => { begun++; });
  for (const at of [0, 1]) {
    const { id } = workers[at].got.find(message => message.do === 'export');
    workers[at].say({ is: 'begun', id });
    if (at === 0) { client.died('test'); workers[1].say({ is: 'ready' }); }
    else workers[at].say({ is: 'exported', id, parts: ['x'] });
  }
  assert.equal(await (await blob).text(), 'x');
  assert.equal(begun, 2);
});
