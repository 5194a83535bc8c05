// Recovery, over an IndexedDB made of maps: what is kept at which moment, what a tab finds of one that died, and what fails.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runInThisContext } from 'node:vm';

const source = readFileSync(fileURLToPath(new URL('../../web/storage.js', import.meta.url)), 'utf8');
const { Recovery, kManyChanges, kAliveMs } = runInThisContext(`(() => { ${source}; return { Recovery, kManyChanges, kAliveMs }; })()`);

// ---- IndexedDB, as much of it as is used. Transactions on a store run one after the other; `refuse(store, method)` makes one fail.
function compare(a, b) {
  const lists = [Array.isArray(a), Array.isArray(b)];
  if (lists[0] !== lists[1]) return lists[0] ? 1 : -1;
  if (!lists[0]) return typeof a === typeof b ? (a < b ? -1 : a > b ? 1 : 0) : typeof a === 'number' ? -1 : 1;
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (compare(a[i], b[i])) return compare(a[i], b[i]);
  return a.length - b.length;
}
globalThis.IDBKeyRange = { bound: (low, high, open_low, open_high) => ({ has: key => compare(key, low) >= (open_low ? 1 : 0) && compare(key, high) <= (open_high ? -1 : 0) }) };

class PaperDatabase {
  constructor() { this.databases = new Map(); this.refuse = () => null; this.connections = new Set(); }
  open(name) {
    const request = {};
    queueMicrotask(() => {
      const problem = this.refuse('database', 'open');
      if (problem) { request.error = problem; return request.onerror({}); }
      const is_new = !this.databases.has(name);
      const stores = this.databases.get(name) ?? new Map();
      request.result = this.connection(name, stores);
      let aborted = false;
      request.transaction = { abort() { aborted = true; } };
      if (is_new) request.onupgradeneeded();
      if (aborted) { request.error = new DOMException('', 'AbortError'); return request.onerror({}); }
      this.databases.set(name, stores);
      this.connections.add(request.result);
      request.onsuccess();
    });
    return request;
  }
  connection(name, stores) {
    const paper = this;
    return {
      createObjectStore(store) { stores.set(store, []); },
      close() { paper.connections.delete(this); },
      transaction(store) {
        const transaction = {}, kept = stores.get(store);
        const run = act => {
          const request = {};
          const later = () => {
            const problem = paper.refuse(store, act.name);
            if (problem) { transaction.error = problem; return transaction.onabort(); }
            request.result = act();
            transaction.oncomplete();
          };
          paper.queue = (paper.queue ?? Promise.resolve()).then(later);
          return request;
        };
        const index = key => kept.findIndex(([other]) => compare(key, other) === 0);
        transaction.objectStore = () => ({
          get: key => run(function get() { return kept[index(key)]?.[1]; }),
          getAll: () => run(function getAll() { return kept.map(([, value]) => value); }),
          getAllKeys: () => run(function getAllKeys() { return kept.map(([key]) => key); }),
          put: (value, key) => run(function put() {
            if (index(key) >= 0) kept[index(key)][1] = value;
            else kept.push([key, value]);
            kept.sort(([a], [b]) => compare(a, b));
          }),
          delete: range => run(function remove() { kept.splice(0, kept.length, ...kept.filter(([key]) => !range.has(key))); }),
        });
        return transaction;
      },
    };
  }
  deleteDatabase(name) {
    const request = {};
    queueMicrotask(() => {
      for (const connection of [...this.connections]) connection.onversionchange?.();
      const finish = () => { this.databases.delete(name); request.onsuccess(); };
      if (this.connections.size === 0) return finish();
      request.onblocked();
      this.unblock = finish;
    });
    return request;
  }
  // What a store holds, as [key, value].
  of(store) { return this.databases.get('jumelles')?.get(store) ?? []; }
}

class PaperLocks {
  constructor() { this.held = new Map(); }
  request(name, options, act) {
    if (this.held.has(name)) return Promise.resolve(act(null));
    this.held.set(name, true);
    return Promise.resolve(act({}));
  }
}

const settle = () => new Promise(done => setTimeout(done, 2));
let paper, locks, persisted;
beforeEach(() => { paper = new PaperDatabase(); locks = new PaperLocks(); persisted = 0; });

// A tab with an engine of paper: its document is the list of changes that were done to it.
async function open_tab({ browser = {}, start = true } = {}) {
  const tab = { document: [], change: 0, saved_change: 0, problems: [], snapshots: 0, hold: null };
  tab.recovery = new Recovery({
    async take_snapshot(begun) {
      tab.snapshots++;
      await null;
      begun();
      const bytes = JSON.stringify(tab.document);
      await tab.hold;
      if (tab.export_problem) throw tab.export_problem;
      return new Blob([bytes]);
    },
    changed(problem) { if (problem !== undefined) tab.problems.push(problem); },
  }, { indexedDB: paper, locks, persist: async () => { persisted++; }, ...browser });
  tab.tell = () => tab.recovery.tell_project({ name: 'Clients', file_name: 'clients.jumelles', change: tab.change, saved_change: tab.saved_change, has_unsaved: tab.change !== tab.saved_change });
  tab.do = text => { tab.document.push(text); tab.change++; tab.tell(); tab.recovery.journal({ text, change: tab.change, fresh: false }); };
  tab.open = document => { tab.document = document; tab.saved_change = ++tab.change; tab.tell(); tab.recovery.journal({ text: '', change: tab.change, fresh: true }); };
  tab.save = () => { tab.saved_change = tab.change; tab.tell(); return tab.recovery.saved(); };
  tab.die = () => { locks.held.delete('jumelles-tab-' + tab.recovery.tab); paper.connections.clear(); };
  if (start) await tab.recovery.start();
  return tab;
}
// What a tab that is opened now finds, done again.
async function recovered_document() {
  const tab = await open_tab();
  if (!tab.recovery.found) return null;
  const { file, changes } = await tab.recovery.take_found();
  return [...JSON.parse(await file.text()), ...changes];
}

test('nothing is kept, not even an empty database, until somebody turns it on', async () => {
  const tab = await open_tab();
  tab.do('a');
  await settle();
  tab.recovery.idle();
  await settle();
  assert.equal(paper.databases.size, 0);
  assert.deepEqual([tab.recovery.can_keep, tab.recovery.recovery, tab.recovery.found, tab.recovery.kept_bytes, persisted], [true, 'unasked', null, 0, 0]);
});

test('what was there when it is turned on, and every change since, is found by the next tab when this one died', async () => {
  const tab = await open_tab();
  tab.do('a');
  await tab.recovery.turn(true);
  assert.equal(tab.recovery.recovery, 'on');
  assert.equal(persisted, 1);
  tab.do('b');
  tab.do('c');
  await settle();
  assert.ok(tab.recovery.kept_bytes > 0);
  tab.die();
  const next = await open_tab();
  assert.equal(next.recovery.recovery, 'on');
  assert.deepEqual([next.recovery.found.name, next.recovery.found.change_count], ['Clients', 3]);
  assert.ok(Date.now() - next.recovery.found.at_ms < 5000);
  const { file, changes } = await next.recovery.take_found();
  assert.deepEqual([file.name, await file.text(), changes], ['clients.jumelles', '["a"]', ['b', 'c']]);
});

test('a tab that lives is not found, and one record is not offered to two', async () => {
  const tab = await open_tab();
  await tab.recovery.turn(true);
  tab.do('a');
  await settle();
  assert.equal((await open_tab()).recovery.found, null);
  tab.die();
  assert.ok((await open_tab()).recovery.found);
  assert.equal((await open_tab()).recovery.found, null);
});

test('it is not said to be on before it would survive', async () => {
  const tab = await open_tab();
  tab.do('a');
  let release;
  tab.hold = new Promise(done => { release = done; });
  const turned = tab.recovery.turn(true);
  await settle();
  assert.notEqual(tab.recovery.recovery, 'on');
  release();
  await turned;
  assert.equal(tab.recovery.recovery, 'on');
});

test('changes while a new snapshot is made are kept with the former one, and with the new one', async () => {
  const tab = await open_tab();
  tab.do('a');
  await tab.recovery.turn(true);
  tab.do('b');
  let release;
  tab.hold = new Promise(done => { release = done; });
  tab.recovery.renew();
  tab.do('c');                       // before it is begun: in it
  await settle();
  tab.do('d');                       // after: not in it
  await settle();
  const copy = structuredClone(paper.databases.get('jumelles'));
  release();
  await settle();
  tab.do('e');
  await settle();
  tab.die();
  assert.deepEqual(await recovered_document(), ['a', 'b', 'c', 'd', 'e']);
  assert.deepEqual(paper.of('snapshot').length, 1, 'the former snapshot is gone');
  assert.deepEqual(paper.of('changes').map(([, { text }]) => text), ['d', 'e']);
  locks = new PaperLocks();
  paper.databases.set('jumelles', copy);
  assert.deepEqual(await recovered_document(), ['a', 'b', 'c', 'd'], 'killed while the snapshot was made');
});

test('killed between the snapshot and the end of what it replaces, nothing is done twice', async () => {
  const tab = await open_tab();
  await tab.recovery.turn(true);
  tab.do('a');
  await settle();
  paper.refuse = (store, act) => act === 'remove' ? new DOMException('', 'AbortError') : null;
  await tab.recovery.renew();
  tab.do('b');
  await settle();
  tab.die();
  paper.refuse = () => null;
  assert.deepEqual(await recovered_document(), ['a', 'b']);
});

test('many changes, or large ones, make a new snapshot once the engine is at rest', async () => {
  const tab = await open_tab();
  await tab.recovery.turn(true);
  assert.equal(tab.snapshots, 1);
  for (let i = 0; i < kManyChanges; i++) tab.do('x');
  tab.recovery.idle();
  assert.equal(tab.snapshots, 1);
  tab.do('x');
  assert.equal(tab.snapshots, 1, 'not before it is at rest');
  tab.recovery.idle();
  tab.recovery.idle();
  assert.equal(tab.snapshots, 2);
  await settle();
  tab.recovery.idle();
  assert.equal(tab.snapshots, 2);
  tab.do('y'.repeat(2.1e6));
  tab.recovery.idle();
  assert.equal(tab.snapshots, 3);
});

test('another project takes the place of what was kept', async () => {
  const tab = await open_tab();
  await tab.recovery.turn(true);
  tab.do('old');
  await settle();
  tab.open(['new']);
  await settle();
  tab.do('b');
  await settle();
  tab.die();
  assert.deepEqual(await recovered_document(), ['new', 'b']);
});

test('a snapshot of a project that is not there any more is not kept', async () => {
  const tab = await open_tab();
  await tab.recovery.turn(true);
  let release;
  tab.hold = new Promise(done => { release = done; });
  tab.do('old');
  tab.recovery.renew();
  await settle();
  let release_new;
  tab.hold = new Promise(done => { release_new = done; });
  tab.open(['new']);
  release();
  await settle();
  assert.deepEqual(paper.of('snapshot'), []);
  release_new();
  await settle();
  tab.do('b');
  await settle();
  tab.die();
  assert.deepEqual(await recovered_document(), ['new', 'b']);
});

test('what is saved is offered to nobody, and what is done after a save is', async () => {
  const tab = await open_tab();
  await tab.recovery.turn(true);
  tab.do('a');
  await tab.save();
  const copy = structuredClone(paper.databases.get('jumelles'));
  tab.do('b');
  await settle();
  tab.die();
  assert.deepEqual(await recovered_document(), ['a', 'b']);
  paper.databases.set('jumelles', copy);
  locks = new PaperLocks();
  assert.equal(await recovered_document(), null);
  assert.deepEqual([paper.of('snapshot'), paper.of('changes')], [[], []], 'and it is gone');
});

test('a tab that ends with everything saved leaves nothing; one that ends with changes leaves them', async () => {
  const tab = await open_tab();
  await tab.recovery.turn(true);
  tab.do('a');
  await settle();
  tab.recovery.end();
  await settle();
  assert.equal(paper.of('snapshot').length, 1);
  await tab.save();
  tab.recovery.end();
  await settle();
  assert.deepEqual([paper.of('snapshot'), paper.of('changes')], [[], []]);
  tab.do('b');                       // it came back from the browser's memory
  await settle();
  tab.die();
  assert.deepEqual(await recovered_document(), ['a', 'b']);
});

test('what was recovered stays kept until this tab keeps it itself, and counts as unsaved', async () => {
  const tab = await open_tab();
  tab.do('a');
  await tab.recovery.turn(true);
  tab.do('b');
  await settle();
  tab.die();
  const next = await open_tab();
  const { file, changes } = await next.recovery.take_found();
  const copy = structuredClone(paper.databases.get('jumelles'));       // killed right then
  next.open(JSON.parse(await file.text()));
  next.do('b');
  await next.recovery.recovered();
  assert.deepEqual(changes, ['b']);
  assert.equal(next.recovery.unsaved_count, 2);
  assert.deepEqual(paper.of('snapshot').map(([[of]]) => of), [next.recovery.tab]);
  next.die();
  assert.deepEqual(await recovered_document(), ['a', 'b']);
  locks = new PaperLocks();
  paper.databases.set('jumelles', copy);
  assert.deepEqual(await recovered_document(), ['a', 'b']);
});

test('recovered with nothing done since its snapshot, a project is not taken for saved', async () => {
  const tab = await open_tab();
  tab.do('a');
  await tab.recovery.turn(true);
  tab.die();
  const next = await open_tab();
  const { file } = await next.recovery.take_found();
  next.open(JSON.parse(await file.text()));
  await next.recovery.recovered();
  assert.equal(next.recovery.unsaved_count, 1);
  next.die();
  assert.deepEqual(await recovered_document(), ['a']);
  await next.save();
  assert.equal(next.recovery.unsaved_count, 0);
});

test('recovered where recovery is off, the record goes when the project is saved', async () => {
  const tab = await open_tab();
  await tab.recovery.turn(true);
  tab.do('a');
  await settle();
  tab.die();
  const next = await open_tab();
  await next.recovery.turn(false);
  await next.recovery.take_found();
  next.open([]);
  next.do('a');
  await next.recovery.recovered();
  assert.equal(paper.of('snapshot').length, 1);
  await next.save();
  assert.equal(paper.of('snapshot').length, 0);
  assert.equal(next.recovery.recovery, 'off');
});

test('what was found can be thrown away, and the next one is offered then', async () => {
  for (const text of ['first', 'second']) {
    const tab = await open_tab();
    await tab.recovery.turn(true);
    tab.do(text);
    await settle();
    await new Promise(done => setTimeout(done, 5));
    tab.die();
  }
  locks = new PaperLocks();
  const tab = await open_tab();
  const newest = tab.recovery.found.at_ms;
  await tab.recovery.throw_found_away();
  assert.ok(tab.recovery.found.at_ms < newest, 'the newest comes first');
  const { changes } = await tab.recovery.take_found();
  assert.deepEqual(changes, ['first']);
  assert.equal(tab.recovery.found, null);
});

test('turned off, nothing of this tab is kept', async () => {
  const tab = await open_tab();
  await tab.recovery.turn(true);
  tab.do('a');
  await settle();
  await tab.recovery.turn(false);
  tab.do('b');
  await settle();
  assert.deepEqual([paper.of('snapshot'), paper.of('changes'), tab.recovery.kept_bytes], [[], [], 0]);
  assert.deepEqual(paper.of('meta'), [['recovery', 'off']]);
});

test('erase leaves no database, of other tabs neither, and they stop keeping', async () => {
  const tab = await open_tab(), other = await open_tab();
  await other.recovery.turn(true);
  await tab.recovery.turn(true);
  other.do('a');
  tab.do('b');
  await settle();
  await tab.recovery.erase();
  assert.equal(paper.databases.size, 0);
  assert.deepEqual([tab.recovery.recovery, tab.recovery.kept_bytes, other.recovery.recovery, other.recovery.kept_bytes], ['unasked', 0, 'unasked', 0]);
  other.do('c');
  tab.do('d');
  tab.recovery.idle();
  await settle();
  assert.equal(paper.databases.size, 0, 'it came back');
});

test('a tab that does not let go is said, and erased as soon as it does', async () => {
  const tab = await open_tab();
  await tab.recovery.turn(true);
  paper.connections.add({});
  const erased = tab.recovery.erase();
  await settle();
  assert.equal(tab.problems.at(-1), 'storage.problem.blocked');
  paper.unblock();
  await erased;
  assert.equal(tab.problems.at(-1), '');
  assert.equal(paper.databases.size, 0);
});

const failures = [['QuotaExceededError', 'storage.problem.full'], ['UnknownError', 'storage.problem.failed'], ['SecurityError', 'storage.problem.refused']];
for (const [name, id] of failures)
  test(`a change that cannot be kept (${name}) is said; the next one makes a whole snapshot of all`, async () => {
    const tab = await open_tab();
    await tab.recovery.turn(true);
    tab.do('a');
    await settle();
    paper.refuse = () => new DOMException('', name);
    tab.do('b');
    await settle();
    assert.equal(tab.problems.at(-1), id);
    tab.do('c');                     // the snapshot is refused, too
    await settle();
    paper.refuse = () => null;
    tab.do('d');
    await settle();
    assert.equal(tab.problems.at(-1), '');
    tab.die();
    assert.deepEqual(await recovered_document(), ['a', 'b', 'c', 'd']);
  });

test('a snapshot that cannot be made leaves the former one with all changes', async () => {
  const tab = await open_tab();
  await tab.recovery.turn(true);
  tab.do('a');
  tab.export_problem = 'the engine has no memory left';
  await tab.recovery.renew();
  assert.equal(tab.problems.at(-1), 'storage.problem.failed');
  tab.do('b');
  await settle();
  tab.die();
  assert.deepEqual(await recovered_document(), ['a', 'b']);
});

test('a browser that keeps nothing is told so, says why when it is asked to, and the rest goes on', async () => {
  paper.refuse = () => new DOMException('', 'SecurityError');
  const tab = await open_tab();
  assert.deepEqual([tab.recovery.can_keep, tab.recovery.found], [false, null]);
  assert.deepEqual(tab.problems, []);
  await tab.recovery.turn(true);
  assert.deepEqual(tab.problems, ['storage.problem.refused']);
  assert.equal(tab.recovery.recovery, 'unasked');
  tab.do('a');
  await tab.save();
  tab.recovery.end();
  const without = await open_tab({ browser: { indexedDB: undefined } });
  assert.equal(without.recovery.can_keep, false);
  await without.recovery.turn(true);
  assert.deepEqual(without.problems, ['storage.problem.refused']);
});

test('what was kept and is closed by the browser is opened again', async () => {
  const tab = await open_tab();
  await tab.recovery.turn(true);
  tab.recovery.database.onclose();
  tab.do('a');
  await settle();
  tab.die();
  assert.deepEqual(await recovered_document(), ['a']);
});

test('without locks, tabs answer for themselves', async () => {
  class Channel extends BroadcastChannel { constructor(name) { super(name); this.unref(); } }
  const browser = { locks: undefined, BroadcastChannel: Channel };
  const tab = await open_tab({ browser });
  await tab.recovery.turn(true);
  tab.do('a');
  await settle();
  assert.equal((await open_tab({ browser })).recovery.found, null);
  const dead = structuredClone(paper.databases.get('jumelles'));
  for (const [key] of dead.get('snapshot')) key[0] = 'dead';
  for (const [key] of dead.get('changes')) key[0] = 'dead';
  paper.databases.set('jumelles', dead);
  const began = Date.now();
  const next = await open_tab({ browser });
  assert.ok(Date.now() - began >= kAliveMs - 10);
  assert.equal(next.recovery.found.change_count, 1);
});

test('a record that the engine does not open stays for the next tab, whatever is saved meanwhile', async () => {
  const tab = await open_tab();
  await tab.recovery.turn(true);
  tab.do('a');
  await settle();
  tab.die();
  const next = await open_tab();
  await next.recovery.take_found();
  next.recovery.not_opened();
  await next.recovery.recovered();
  next.do('b');
  await next.save();
  assert.equal(next.recovery.carried, 0);
  next.die();
  locks.held.clear();            // it held those of the tab that died before it
  assert.deepEqual(await recovered_document(), ['a']);
});

test('a record that cannot be read is told, and stays', async () => {
  const tab = await open_tab();
  await tab.recovery.turn(true);
  tab.do('a');
  await settle();
  tab.die();
  const next = await open_tab();
  next.recovery.waiting[0].snapshot = { file_name: '', blob: { size: 1, arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) } };
  assert.equal(await next.recovery.take_found(), null);
  assert.deepEqual(next.problems.slice(-1), ['storage.problem.failed']);
  assert.ok(next.recovery.found);
});
