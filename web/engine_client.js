// Supervises the engine's worker: starts it, speaks to it, and when it dies starts it again, reads the files again (the page
// keeps the File objects) and replays the commands, so that nothing the user did is lost.

const kSilenceMs = 8000;     // a worker that owes an answer and says nothing for so long is dead
const kPingEveryMs = 2000;

// Commands that only show or undo themselves are not replayed.
function is_replayed(message) {
  if (message.do === 'file') return true;
  if (message.do !== 'command') return false;
  const command = JSON.parse(message.json);
  return command.command !== 'cancel' && command.final !== false;
}

class EngineClient {
  // `start_worker()` gives a Worker; `on` has events(list), page(json), state(name, reason).
  constructor(start_worker, module, on) {
    this.start_worker = start_worker;
    this.module = module;
    this.on = on;
    this.log = [];
    this.exports = new Map();
    this.next_export = 1;
    this.restarts = 0;
    this.memory = 0;
    this.heard = 0;
    this.watch = 0;
    this.start();
  }

  start() {
    this.owing = false;
    this.worker = this.start_worker();
    this.worker.onmessage = ({ data }) => this.take(data);
    this.worker.onerror = event => { event.preventDefault(); this.died(event.message || 'error'); };
    this.worker.postMessage({ do: 'start', module: this.module });
    this.expect();
  }

  send(message) {
    if (is_replayed(message)) this.log.push(message);
    this.worker.postMessage(message);
    this.expect();
  }

  command(json) { this.send({ do: 'command', json }); }
  query(json) { this.send({ do: 'query', json }); }
  add_file(file) { this.send({ do: 'file', file }); }

  // The bytes of a deliverable as a Blob; rejects with the engine's problem.
  export_file(kind) {
    const id = this.next_export++;
    return new Promise((resolve, reject) => {
      this.exports.set(id, { resolve, reject });
      this.send({ do: 'export', id, kind });
    });
  }

  take(message) {
    this.heard = performance.now();
    this.owing = false;
    if (message.memory) this.memory = message.memory;
    switch (message.is) {
      case 'ready':
        this.on.state(this.restarts > 0 ? 'restarted' : 'ready', '');
        if (this.replaying) {
          for (const entry of this.replaying) this.worker.postMessage(entry);
          this.replaying = null;
          this.expect();
        }
        break;
      case 'events': this.on.events(message.list); break;
      case 'page': this.on.page(message.json); break;
      case 'dead': this.died(message.reason); break;
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

  // Something was asked: silence from now on counts.
  expect() {
    this.heard = performance.now();
    this.owing = true;
    if (!this.watch) this.watch = setInterval(() => this.look(), kPingEveryMs);
  }

  // While a task runs, events arrive every 100 ms; the ping covers the rest.
  look() {
    const silence = performance.now() - this.heard;
    if (this.owing && silence > kSilenceMs) this.died('silence');
    else if (this.busy || this.owing) { this.worker.postMessage({ do: 'ping' }); this.owing = true; }
    else { clearInterval(this.watch); this.watch = 0; }
  }

  // Set while a task is running, so that a worker that vanishes without a word is noticed.
  set_busy(busy) {
    this.busy = busy;
    if (busy && !this.watch) this.expect();
  }

  died(reason) {
    this.worker.onmessage = this.worker.onerror = null;
    this.worker.terminate();
    for (const waiting of this.exports.values()) waiting.reject('');
    this.exports.clear();
    this.restarts++;
    this.on.state('dead', reason);
    // A command that kills the engine every time must not be repeated for ever.
    if (this.restarts > 3) { this.on.state('gave_up', reason); return; }
    this.replaying = this.log.slice();
    this.start();
  }
}
