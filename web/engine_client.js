// Supervises the engine's worker: starts it, speaks to it, and when it dies starts it again, has the files read again (the page
// keeps the File objects) and replays the commands one after the other, so that nothing the user did is lost.
// A dead worker is told from a slow one by the lock that it holds as long as it lives: silence alone restarts nothing, or a step
// that takes long would be begun for ever.

const kLookEveryMs = 2000;
const kSilentLooks = 5;      // a worker that owes an answer and says nothing for so long is said to be slow
const kRestarts = 3;         // in a row
const kExportDeaths = 2;     // an export that the engine did not survive so often is given up
const kExportGivenUp = JSON.stringify({ event: 'failed', task: 'export', error: { code: 'internal', id: 'export.stopped' } });

const command_of = message => message.do === 'command' ? JSON.parse(message.json) : {};
const command_message = (command, more) => ({ do: 'command', json: JSON.stringify({ command, ...more }) });
const is_counted = message => ['command', 'file', 'open'].includes(message.do);
const is_run = message => ['run', 'propose_again'].includes(command_of(message).command);
const takes_all_places = message => message.do === 'open' || command_of(message).command === 'new_project';

// Commands that only show, stop, or are still in the user's hand are not replayed; what was saved is said in its own way (project_saved).
function is_replayed(message) {
  if (message.do !== 'command') return is_counted(message);
  const { command, final } = command_of(message);
  return !['cancel', 'project_saved'].includes(command) && final !== false;
}

class EngineClient {
  // `start_worker()` gives a Worker; `on` has events(list), page(json), idle(), state(name, reason): "ready", "slow" and "answers" after it,
  // "dead", "restarted", "gave_up". `locks`: undefined on pages that the browser does not trust (http of another machine).
  constructor(start_worker, module, on, locks = globalThis.navigator?.locks) {
    this.start_worker = start_worker;
    this.module = module;
    this.on = on;
    this.locks = locks;
    this.log = [];               // what is replayed, oldest first
    this.settled = 0;            // so many of them were done when the engine was last at rest
    this.replay = null;          // while restoring: what is still to be sent
    this.exports = new Map();    // by id: { kind, begun, resolve, reject, asked, deaths }
    this.next_export = 1;
    this.restarts = 0;
    this.memory = 0;
    this.busy = false;           // a task is running
    this.opened = new WeakSet(); // of the log: they took the place of everything
    this.start();
  }

  start() {
    this.sent = 0;               // commands, to this worker
    this.slow = false;
    const worker = this.worker = this.start_worker();
    worker.onmessage = ({ data }) => this.take(data);
    worker.onerror = event => { event.preventDefault(); this.died(event.message || 'error'); };
    worker.postMessage({ do: 'start', module: this.module, lock: `jumelles-engine-${Date.now()}-${Math.random()}` });
    this.expect();
  }

  send(message) {
    if (command_of(message).command === 'cancel') this.forget_runs();
    if (is_replayed(message)) {
      this.log.push(message);
      if (this.replay) return void this.replay.push(message);
    }
    this.post(message);
  }

  // Runs that have not ended are not replayed.
  forget_runs() {
    this.log = this.log.filter((entry, i) => i < this.settled || !is_run(entry));
    for (const entry of this.log.slice(this.settled)) if (entry.do === 'open') entry.runs = false;
  }

  // The engine told that the project is another one: of what was said before, only files that its sources may be, and who speaks.
  start_log_anew() {
    const at = this.log.findIndex(entry => takes_all_places(entry) && !this.opened.has(entry));
    if (at < 0 || this.replay) return;
    const opening = this.log[at];
    this.opened.add(opening);
    const authors = this.log.slice(0, at).filter(entry => command_of(entry).command === 'set_author');
    const kept = this.log.slice(0, at).filter(entry => entry.do === 'file' && opening.do === 'open' || entry === authors.at(-1));
    this.settled = Math.max(0, this.settled - at + kept.length);
    this.log = [...kept, ...this.log.slice(at)];
  }

  post(message) {
    if (this.given_up) return;
    if (is_counted(message)) this.sent++;
    this.worker.postMessage(message);
    this.expect();
  }

  command(json) { this.send({ do: 'command', json }); }
  query(json) { this.send({ do: 'query', json }); }
  add_file(file) { this.send({ do: 'file', file }); }
  open_project(file, runs) { this.send({ do: 'open', file, runs }); }
  is_at_rest() { return !this.busy && !this.replay && this.settled === this.log.length; }

  // What was exported when `place` (what begun() of export_file was given) was the last that had been said is safe. A replay says so at that
  // place of everything before it: changes are numbered anew there.
  project_saved(file_name, change, place) {
    const at = this.log.indexOf(place) + 1;
    this.log.splice(at, 0, command_message('project_saved', { file_name, change: Number.MAX_SAFE_INTEGER }));
    if (at <= this.settled) this.settled++;
    const now = command_message('project_saved', { file_name, change: this.replay ? 0 : change });   // in a replay, safe is only said less
    if (this.replay) this.replay.push(now);
    else this.post(now);
  }

  // The bytes of a deliverable as a Blob; rejects with the engine's problem, '' when the engine is given up. Survives a restart, and then
  // begins again. `begun(place)` is called between the events that are in it and those that are not.
  export_file(kind, begun = () => {}) {
    if (this.given_up) return Promise.reject('');
    const id = this.next_export++;
    return new Promise((resolve, reject) => {
      this.exports.set(id, { kind, begun, resolve, reject, asked: false, deaths: 0 });
      if (!this.replay) this.ask_exports();
    });
  }

  ask_exports() {
    for (const [id, wanted] of this.exports) {
      if (wanted.asked) continue;
      wanted.asked = true;
      wanted.place = this.log.at(-1);
      this.post({ do: 'export', id, kind: wanted.kind });
    }
  }

  // The lock of a living worker is granted to nobody else.
  watch_life(lock) {
    const worker = this.worker;
    this.locks?.request(lock, () => { if (worker === this.worker && !this.given_up) this.died('terminated'); }).catch(() => {});
  }

  // The user would not wait for a slow engine: what it was running is canceled, the rest is done again.
  restart() {
    this.forget_runs();
    this.died('restart');
  }

  take(message) {
    this.silent_looks = 0;
    this.owing = false;
    if (this.slow) {
      this.slow = false;
      this.on.state('answers', '');
    }
    if (message.memory) this.memory = message.memory;
    switch (message.is) {
      case 'alive': this.watch_life(message.lock); break;
      case 'ready':
        if (this.replay) this.replay_next();
        else this.on.state('ready', '');
        break;
      case 'events': this.on.events(message.list); break;
      case 'page': this.on.page(message.json); break;
      case 'idle':
        if (message.taken !== this.sent) break;      // of before the last command
        this.busy = false;
        if (this.replay) this.replay_next();
        else this.settled = this.log.length;
        this.on.idle?.();
        break;
      case 'dead': this.died(message.reason); break;
      case 'begun': this.exports.get(message.id)?.begun(this.exports.get(message.id).place); break;
      case 'exported': {
        const waiting = this.exports.get(message.id);
        this.exports.delete(message.id);
        if (!waiting) break;
        if (message.problem) waiting.reject(message.problem);
        else waiting.resolve(new Blob(message.parts));
        break;
      }
    }
  }

  // The next command once the one before has been worked off; last of all the exports that were under way.
  replay_next() {
    this.current = this.replay.shift();
    if (this.current) {
      this.busy = true;
      this.post(this.current);
    } else {
      this.replay = null;
      this.settled = this.log.length;
      this.restarts = 0;
      this.on.state('restarted', '');
      this.ask_exports();
    }
  }

  // Something was asked: silence from now on counts. Looks are counted, not time: a computer that slept is not a slow engine.
  expect() {
    this.silent_looks = 0;
    this.owing = true;
    if (!this.watch) this.watch = setInterval(() => this.look(), kLookEveryMs);
  }

  look() {
    if (this.owing && ++this.silent_looks > kSilentLooks && !this.slow) {
      this.slow = true;
      this.on.state('slow', '');
    }
    if (this.owing || this.busy) {
      this.worker.postMessage({ do: 'ping' });
      this.owing = true;
    } else {
      clearInterval(this.watch);
      this.watch = 0;
    }
  }

  died(reason) {
    this.worker.onmessage = this.worker.onerror = null;
    this.worker.terminate();
    this.busy = false;
    // A command that kills the engine again while it is replayed is given up.
    if (this.replay && this.current) this.log = this.log.filter(entry => entry !== this.current);
    this.on.state('dead', reason);
    if (this.restarts++ >= kRestarts) {
      clearInterval(this.watch);
      this.given_up = true;
      for (const { reject } of this.exports.values()) reject('');
      this.exports.clear();
      return this.on.state('gave_up', reason);
    }
    // Nor is an export asked for again and again that may be what kills it.
    for (const [id, wanted] of this.exports) {
      if (!wanted.asked) continue;
      wanted.asked = false;
      if (++wanted.deaths < kExportDeaths) continue;
      this.exports.delete(id);
      wanted.reject(kExportGivenUp);
    }
    this.replay = this.log.slice();
    this.current = null;
    this.start();
  }
}
