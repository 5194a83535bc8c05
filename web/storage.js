// Recovery: what this browser keeps of work that is not saved, so that a tab that dies loses no decision. Off until somebody turns it on.
// IndexedDB holds for each tab a snapshot of its project and what was changed since, in the engine's own words. Changes are kept at once,
// under the number of the snapshot that they follow; they fit the snapshots before it, too, so that a new one may be under way meanwhile.
// A tab holds a lock as long as it lives: a record whose lock is free is of a tab that died, and is offered.
// What fails is said (`problem`, the id of a text), and nothing waits for it.

const kDatabase = 'jumelles', kStores = ['meta', 'snapshot', 'changes'];
const kManyChanges = 1000, kManyBytes = 2e6;     // since the snapshot: then a new one is made, once the engine is at rest
const kAliveMs = 400;                            // tabs without locks are asked, and answer within

const lock_of = tab => 'jumelles-tab-' + tab;
const all_of = (tab, up_to = []) => IDBKeyRange.bound([tab], [tab, up_to], false, true);     // a list sorts after every number

function storage_problem(problem) {
  if (problem?.name === 'QuotaExceededError') return 'storage.problem.full';
  return ['SecurityError', 'InvalidStateError', 'NotAllowedError', 'TypeError'].includes(problem?.name) ? 'storage.problem.refused' : 'storage.problem.failed';
}

class Recovery {
  // `on`: take_snapshot(begun), a promise of a Blob, begun() called between the changes that are in it and those that are not; and
  // changed(problem), with the id of a text where something failed, '' where it works again. `browser`: what it has of indexedDB, locks
  // (undefined on pages that it does not trust), BroadcastChannel, persist().
  constructor(on, { indexedDB, locks, BroadcastChannel, persist }) {
    Object.assign(this, { on, indexedDB, locks, BroadcastChannel, persist });
    this.tab = `${Date.now()}-${Math.random()}`;
    this.database = null;
    this.can_keep = false;
    this.recovery = 'unasked';
    this.generation = 0;         // of the latest snapshot
    this.waiting = [];           // records of tabs that died, the newest first
    this.carried = 0;            // changes that a recovered project came with, which the engine takes for saved
    this.carries_next = 0;       // and those of the project that is being opened
    this.taken = null;           // the record that it came from, as long as it is needed
    this.opens_taken = false;    // and the engine has not said yet whether it opens
    this.about = {};             // the engine's latest word on the project
    this.era = 0;                // one per project
    this.forget();
  }

  // Nothing of this tab's is kept.
  forget() {
    this.keeps = false;          // changes that come are kept
    this.is_whole = false;       // together with a snapshot, those that are kept are all there were
    this.count = this.bytes = this.snapshot_bytes = 0;
  }

  get found() {
    const [record] = this.waiting;
    return record ? { name: record.name, at_ms: record.at_ms, change_count: record.change_count } : null;
  }
  get kept_bytes() {
    return this.snapshot_bytes + this.bytes + [...this.waiting, this.taken].reduce((sum, record) => sum + (record?.bytes ?? 0), 0);
  }
  get unsaved_count() {
    const { change = 0, saved_change = 0, has_unsaved = false } = this.about;
    return this.carried + (has_unsaved ? change - saved_change : 0);
  }

  tell(problem) { this.on.changed(problem); }
  failed(problem) { this.tell(storage_problem(problem)); }

  // ---- the database

  // null where there is none, and `creates` does not make one.
  open(creates) {
    return new Promise((done, failed) => {
      if (!this.indexedDB) throw new TypeError('no IndexedDB');
      const request = this.indexedDB.open(kDatabase, 1);
      let only_looked = false;
      request.onupgradeneeded = () => {
        if (creates) for (const name of kStores) request.result.createObjectStore(name);
        else { only_looked = true; request.transaction.abort(); }
      };
      request.onsuccess = () => {
        this.database = request.result;
        // Another tab erases everything: so does this one.
        this.database.onversionchange = () => this.erased();
        this.database.onclose = () => { this.database = null; this.is_whole = false; };
        done(this.database);
      };
      request.onerror = event => {
        event.preventDefault?.();
        if (only_looked) done(null);
        else failed(request.error);
      };
    });
  }

  // What `act` asks of a store, as one; done when it is kept.
  transact(store, mode, act) {
    return new Promise((done, failed) => {
      const transaction = this.database.transaction(store, mode, { durability: 'relaxed' });
      const request = act(transaction.objectStore(store));
      transaction.commit?.();                  // at once: a tab that dies now has said it
      transaction.oncomplete = () => done(request.result);
      transaction.onabort = () => failed(transaction.error ?? request.error);
    });
  }
  read(store, name, ...values) { return this.transact(store, 'readonly', kept => kept[name](...values)); }
  write(store, name, ...values) { return this.transact(store, 'readwrite', kept => kept[name](...values)); }
  remove(tab, before) {
    return Promise.all(['snapshot', 'changes'].map(store => this.write(store, 'delete', all_of(tab, before))));
  }

  // ---- at the start

  async start() {
    try {
      await this.hold(this.tab);
      this.can_keep = true;
      if (await this.open(false)) {
        await this.look();
        this.recovery = await this.read('meta', 'get', 'recovery') ?? 'unasked';
        this.keeps = this.recovery === 'on';
      }
    } catch (problem) {
      this.can_keep = false;     // told by that: nobody has asked for anything yet
      this.database = null;
    }
    this.tell();
    if (this.keeps && this.unsaved_count > 0) await this.renew();
  }

  // Holds the lock of a tab until this one ends; false where another one does.
  hold(tab) {
    if (!this.locks) return this.is_silent(tab);
    return new Promise(done => {
      this.locks.request(lock_of(tab), { ifAvailable: true }, lock => {
        done(!!lock);
        return lock ? new Promise(() => {}) : undefined;
      }).catch(() => done(false));
    });
  }

  // Without locks tabs answer for themselves. Of this one it is said from now on that it lives.
  is_silent(tab) {
    if (!this.BroadcastChannel) return Promise.resolve(false);
    const channel = new this.BroadcastChannel(lock_of(tab));
    if (tab === this.tab) {
      channel.onmessage = ({ data }) => { if (data === 'who') channel.postMessage('here'); };
      return Promise.resolve(true);
    }
    return new Promise(done => {
      const say = silent => { channel.close(); done(silent); };
      channel.onmessage = ({ data }) => { if (data === 'here') say(false); };
      channel.postMessage('who');
      setTimeout(say, kAliveMs, true);
    });
  }

  // Records of tabs that died; those with nothing to offer go.
  async look() {
    const keys = await this.read('snapshot', 'getAllKeys'), snapshots = await this.read('snapshot', 'getAll');
    const change_keys = await this.read('changes', 'getAllKeys'), changes = await this.read('changes', 'getAll');
    for (const tab of new Set([...keys, ...change_keys].map(([of]) => of))) {
      if (!await this.hold(tab)) continue;
      const generation = Math.max(...keys.filter(([of]) => of === tab).map(([, number]) => number));
      const snapshot = snapshots[keys.findIndex(([of, number]) => of === tab && number === generation)];
      const since = changes.filter((change, i) => change_keys[i][0] === tab && change_keys[i][1] >= generation);
      const change_count = snapshot ? snapshot.unsaved + since.length : 0;
      if (change_count === 0) await this.remove(tab);
      else this.waiting.push({
        tab, snapshot, change_count, changes: since.map(({ text }) => text), name: snapshot.name, at_ms: since.at(-1)?.at_ms ?? snapshot.at_ms,
        bytes: since.reduce((sum, { text }) => sum + text.length, snapshot.blob.size),
      });
    }
    this.waiting.sort((a, b) => b.at_ms - a.at_ms);
  }

  // ---- what people want

  async turn(on) {
    try {
      if (!this.database) await this.open(true);
      await this.write('meta', 'put', on ? 'on' : 'off', 'recovery');
      if (on) {
        this.persist?.().catch(() => {});      // the browser may ask, or not; nothing hangs on its answer
        this.keeps = true;
        await this.renew();                    // on is what survives from here on
      } else {
        this.forget();
        this.era++;
        await this.remove(this.tab);
      }
      this.recovery = on ? 'on' : 'off';
    } catch (problem) {
      if (this.recovery !== 'on') this.forget();
      return this.failed(problem);
    }
    this.tell();
  }

  // The record that is offered: a file to open and changes to do again.
  // null where it cannot be read.
  async take_found() {
    const { snapshot, changes, change_count } = this.waiting[0];
    try {
      const bytes = await snapshot.blob.arrayBuffer();     // the record will go, the file stays
      this.taken = this.waiting.shift();
      this.opens_taken = true;
      this.carries_next = change_count - (changes.length > 0 ? 1 : 0);      // done again they are one
      return { file: new File([bytes], snapshot.file_name), changes };
    } catch (problem) {
      this.failed(problem);
      return null;
    }
  }
  // The engine refused: the record stays, for the next tab.
  not_opened() {
    if (!this.opens_taken) return;
    this.opens_taken = false;
    this.taken = null;
    this.carries_next = 0;
  }
  // The engine was told to do that.
  async recovered() {
    if (this.keeps && await this.renew()) await this.let_go();
    this.tell();
  }
  // What the open project was recovered from is of no use any more.
  async let_go() {
    const record = this.taken;
    this.taken = null;
    if (record) await this.remove(record.tab).catch(problem => this.failed(problem));
  }
  async throw_found_away() {
    const record = this.waiting.shift();
    if (record) await this.remove(record.tab).catch(problem => this.failed(problem));
    this.tell();
  }

  // Everything that this browser keeps, of all tabs.
  async erase() {
    this.erased();
    try {
      await new Promise((done, failed) => {
        const request = this.indexedDB.deleteDatabase(kDatabase);
        request.onsuccess = done;
        request.onerror = () => failed(request.error);
        request.onblocked = () => this.tell('storage.problem.blocked');      // and goes when the other tab does
      });
      this.tell('');
    } catch (problem) {
      this.failed(problem);
    }
  }
  erased() {
    this.database?.close();
    this.database = null;
    this.waiting = [];
    this.taken = null;
    this.recovery = 'unasked';
    this.era++;
    this.forget();
    this.on.changed();
  }

  // ---- what the engine tells

  tell_project(about) { this.about = about; }

  journal({ text, fresh }) {
    if (fresh) {
      this.carried = this.carries_next;
      this.carries_next = 0;
      this.opens_taken = false;
      this.on.changed();
    }
    if (!this.keeps) return;
    if (fresh) {
      this.forget();
      this.keeps = true;
      this.era++;
      this.remove(this.tab).catch(problem => this.failed(problem));
      this.renew();
    } else if (this.is_whole) {
      this.append(text);
    } else {
      this.renew();              // it will be in the snapshot
    }
  }

  append(text) {
    const era = this.era;
    this.bytes += text.length;
    const key = [this.tab, this.generation, ++this.count];
    const lost = problem => {
      if (era !== this.era) return;
      this.is_whole = false;     // what follows would not fit: the next change makes a snapshot
      this.failed(problem);
    };
    this.write('changes', 'put', { text, at_ms: Date.now() }, key).catch(lost);
  }

  // The engine has nothing to do.
  idle() { if (this.keeps && (this.count > kManyChanges || this.bytes > kManyBytes)) this.renew(); }

  // What was exported is saved: from there on it counts.
  async saved() {
    this.carried = 0;
    await this.let_go();
    if (this.keeps) await this.renew();
  }

  // The tab ends, with nothing that is not saved: nothing is left of it.
  end() {
    if (!this.database || !this.keeps || this.unsaved_count > 0) return;
    this.is_whole = false;
    this.remove(this.tab).catch(() => {});
  }

  // A new snapshot; whether it is kept. One that is asked for and not begun yet will do for all who ask.
  renew() {
    if (!this.next) {
      const made = this.snapshot(() => { if (this.next === made) this.next = null; });
      this.next = made;
    }
    return this.next;
  }

  async snapshot(begun) {
    let { era } = this, generation, was_whole, head;
    try {
      const blob = await this.on.take_snapshot(() => {
        begun();
        era = this.era;
        was_whole = this.is_whole;
        this.is_whole = true;
        generation = ++this.generation;
        this.count = this.bytes = 0;
        const { name = '', file_name = '' } = this.about;
        head = { unsaved: this.unsaved_count, name: name || file_name, file_name, at_ms: Date.now() };
      });
      if (era !== this.era) return false;        // of another project than the one there is now
      if (!this.database) await this.open(true);
      await this.write('snapshot', 'put', { ...head, blob }, [this.tab, generation]);
      if (era !== this.era) return false;
      this.snapshot_bytes = blob.size;
      await this.remove(this.tab, generation);
      this.tell('');
      return true;
    } catch (problem) {
      if (era !== this.era) return false;
      this.is_whole = this.is_whole && !!was_whole;
      this.failed(problem);
      return false;
    } finally {
      begun();
    }
  }
}
