// The engine's worker. Its text is put in front of by the Emscripten glue (create_engine) and started from a Blob.
// Messages in:  {do:'start', module, lock}  {do:'file', file}  {do:'open', file, runs}  {do:'command', json}  {do:'query', json}
//               {do:'export', id, kind}  {do:'ping'}
// Messages out: {is:'alive', lock}  {is:'ready'}  {is:'events', list}  {is:'idle', taken}  {is:'page', json}  {is:'begun', id}
//               {is:'exported', id, parts, problem}  {is:'dead', reason}  {is:'pong'}; with memory, the bytes of the engine's heap
'use strict';

const kSliceMs = 12;

let engine = null;
let waiting = [];                       // messages that came before the engine was there
const wake = new MessageChannel();      // yields to the message loop between slices; timers would be throttled
let pumping = false;
let memory = 0;
let taken = 0;                          // commands so far

function say(message, transfer) { self.postMessage(message, transfer || []); }

function die(reason) {
  engine = null;
  waiting = [];
  say({ is: 'dead', reason: String(reason && reason.message || reason) });
}

function guarded(work) {
  try {
    work();
  } catch (problem) {
    die(problem);
  }
}

function flush_events() {
  const events = engine.take_events();
  if (events.length > 0) {
    memory = engine.memory_bytes();
    say({ is: 'events', list: events, memory });
  }
}

function pump_soon() {
  if (pumping) return;
  pumping = true;
  wake.port2.postMessage(0);
}

wake.port1.onmessage = () => guarded(() => {
  pumping = false;
  if (!engine) return;
  const more = engine.pump(kSliceMs);
  flush_events();
  if (more) pump_soon();
  else say({ is: 'idle', taken, memory: engine.memory_bytes() });
});

// Fills the view it is given and tells how many bytes, -1 when the file can no longer be read (the browser refuses one that changed).
// Synchronous, so that the parser can pull.
function reader_of(file) {
  const reader = new FileReaderSync();
  return (offset, view) => {
    try {
      const bytes = new Uint8Array(reader.readAsArrayBuffer(file.slice(offset, Math.min(offset + view.length, file.size))));
      view.set(bytes);
      return bytes.length;
    } catch (problem) {
      return -1;
    }
  };
}

function command_about(file, command, more) {
  const file_id = engine.register_file(file.size, reader_of(file));
  handlers.command({ json: JSON.stringify({ command, file_id, file_name: file.name, ...more }) });
}

const handlers = {
  file({ file }) { command_about(file, 'add_source'); },
  open({ file, runs }) { command_about(file, 'open_project', { runs }); },
  command({ json }) {
    taken++;
    const problem = engine.dispatch(json);
    if (problem) say({ is: 'events', list: [problem], memory });
    flush_events();
    pump_soon();
  },
  query({ json }) {
    say({ is: 'page', json: engine.query(json) });
    if (engine.has_work()) pump_soon();             // it asked for what is still to be made
  },
  export({ id, kind }) {
    const parts = [];
    const done = problem => say({ is: 'exported', id, parts: problem ? [] : parts, problem }, problem ? [] : parts);
    const problem = engine.start_export(kind, view => { parts.push(view.slice().buffer); }, done);
    if (problem) {
      done(problem);
    } else {
      // What was told up to here is in it, what is told from now on is not.
      flush_events();
      say({ is: 'begun', id });
    }
    pump_soon();
  },
  ping() { say({ is: 'pong' }); },
};

function take(message) {
  guarded(() => handlers[message.do](message));
}

// Held until this worker ends, however it ends: so the page learns of a death that says nothing.
function hold(lock) {
  navigator.locks?.request(lock, () => {
    say({ is: 'alive', lock });
    return new Promise(() => {});
  }).catch(() => {});
}

self.onmessage = ({ data }) => {
  if (data.do === 'start') {
    hold(data.lock);
    create_engine({
      instantiateWasm(imports, done) {
        WebAssembly.instantiate(data.module, imports).then(instance => done(instance), die);
        return {};
      },
      print: text => console.log(text),
      printErr: text => console.warn(text),
      onAbort: die,
    }).then(instance => {
      engine = new instance.Engine();
      say({ is: 'ready', memory: engine.memory_bytes() });
      const early = waiting;
      waiting = [];
      early.forEach(take);
    }, die);
  } else if (engine) {
    take(data);
  } else {
    waiting.push(data);
  }
};
