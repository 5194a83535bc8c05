// The page: decodes what the file carries, starts studio and engine, and moves bytes between them and the browser.

const kText = {{text}};                // the few texts that are needed before or without the studio
const kVersion = {{version}};
// How often mere progress is drawn: without a graphics card, a frame takes a fifth of a second of the processor that the engine needs.
const kProgressMs = 100, kProgressInSoftwareMs = 1000;
const test_mode = location.hash.includes('test');
const language = (navigator.language || 'fr').toLowerCase().startsWith('fr') ? 'fr' : 'en';
const text = (id, ...values) => (kText[language][id] || id).replace(/\{(\d)\}/g, (whole, n) => values[n] ?? whole);
const element = id => document.getElementById(id);
const worker_policy = self.trustedTypes
  ? trustedTypes.createPolicy('app', { createScriptURL: url => { if (!url.startsWith('blob:')) throw new Error(url); return url; } })
  : { createScriptURL: url => url };

document.documentElement.lang = language;

// A payload: gzip in base64, in a script element that nothing executes.
function payload(name) {
  const packed = Uint8Array.from(atob(element('payload-' + name).textContent), letter => letter.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')));
}
const payload_bytes = async name => new Uint8Array(await payload(name).arrayBuffer());

// Says in plain HTML why the studio cannot start or go on, and what to do.
function fail(reason, detail) {
  element('app').hidden = true;
  element('skip').hidden = true;
  const section = element('failure');
  const add = (tag, content) => section.appendChild(document.createElement(tag)).textContent = content;
  section.replaceChildren();
  add('h1', text(reason === 'stopped' ? 'web.failure.stopped.title' : 'web.failure.title'));
  add('p', text('web.failure.' + reason));
  const list = section.appendChild(document.createElement('ul'));
  for (const advice of text('web.failure.' + reason + '.advice').split('\n'))
    list.appendChild(document.createElement('li')).textContent = advice;
  if (detail) add('p', text('web.failure.detail', detail));
  add('p', text('web.failure.private'));
  section.hidden = false;
}

function has_webgl2() {
  const probe = document.createElement('canvas');
  const context = probe.getContext('webgl2');
  if (context) context.getExtension('WEBGL_lose_context')?.loseContext();
  return !!context;
}

// Counts what the page asked of the network: its own resource entries (blob: and data: stay inside) and refused attempts.
function count_requests(changed) {
  const state = { made: 0, refused: 0 };
  const outside = entry => !/^(blob|data):/.test(entry.name);
  new PerformanceObserver(list => {
    const made = list.getEntries().filter(outside).length;
    if (made) { state.made += made; changed(state); }
  }).observe({ type: 'resource', buffered: true });
  addEventListener('securitypolicyviolation', () => { state.refused++; changed(state); });
  return state;
}

function download(blob, file_name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = file_name.split('/').pop();
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// ImGui's renderer asks in every frame for the state that it changes, to give it back to others. There are no others here, and each of
// these answers would wait until the graphics process has caught up (0.3 s without a graphics card): they are given at once.
function answer_state_queries(gl) {
  const answers = new Map([[gl.SCISSOR_BOX, Int32Array.of(0, 0, 1, 1)], [gl.BLEND_EQUATION_RGB, gl.FUNC_ADD], [gl.BLEND_EQUATION_ALPHA, gl.FUNC_ADD],
    [gl.BLEND_SRC_RGB, gl.ONE], [gl.BLEND_DST_RGB, gl.ZERO], [gl.BLEND_SRC_ALPHA, gl.ONE], [gl.BLEND_DST_ALPHA, gl.ZERO]]);
  const ask = gl.getParameter.bind(gl);
  gl.getParameter = name => answers.get(name) ?? ask(name);
}

// Whether the processor draws.
function draws_in_software(gl) {
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}

async function start() {
  if (!self.WebAssembly || !self.DecompressionStream || !self.Worker) return fail('old_browser');
  if (!has_webgl2()) return fail('webgl');
  const canvas = element('canvas');
  canvas.setAttribute('aria-label', text('web.canvas'));
  const [studio_bytes, engine_bytes, worker_text] =
    await Promise.all([payload_bytes('studio'), payload_bytes('engine'), payload('worker').text()]);
  const engine_module = await WebAssembly.compile(engine_bytes);
  const host = await new Promise((resolve, reject) => create_studio({
    canvas,
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(studio_bytes, imports).then(({ instance }) => done(instance)).catch(reject);
      return {};
    },
    print: line => console.log(line),
    printErr: line => console.warn(line),
  }).then(resolve, reject));
  for (const name of ['studio', 'engine', 'worker']) element('payload-' + name).remove();
  const studio = new host.Studio();
  if (!studio.started()) return fail('webgl');
  const progress_ms = draws_in_software(canvas.getContext('webgl2')) ? kProgressInSoftwareMs : kProgressMs;
  answer_state_queries(canvas.getContext('webgl2'));
  studio.set_language(language);
  studio.set_version(kVersion);

  // ---- frames: only when something asked for one
  let frame_asked = 0, wake_timer = 0, stopped = false;
  const wake = () => {
    if (frame_asked || stopped) return;
    // In a hidden tab there are no animation frames; the title still tells the progress.
    if (document.hidden) wake_timer ||= setTimeout(draw, 1000);
    else frame_asked = requestAnimationFrame(draw);
  };
  const draw = () => {
    frame_asked = 0;
    clearTimeout(wake_timer);
    wake_timer = 0;
    const again_ms = studio.frame();          // 0: next frame, > 0: then, < 0: when something happens
    carry_out();
    mirror.frame_drawn();
    if (again_ms === 0) wake();
    else if (again_ms > 0) wake_timer = setTimeout(() => { wake_timer = 0; wake(); }, again_ms);
  };
  const wake_later = () => { if (!frame_asked) wake_timer ||= setTimeout(() => { wake_timer = 0; wake(); }, progress_ms); };
  document.addEventListener('visibilitychange', () => {
    cancelAnimationFrame(frame_asked);        // one that a tab hidden since will not get
    frame_asked = 0;
    wake();
  });
  // A studio that trapped is in mid-work for good: it is not called again, and the page says so.
  const stop = problem => {
    if (stopped) return;
    stopped = true;
    client.worker.terminate();
    fail('stopped', String(problem && problem.message || problem));
  };
  addEventListener('error', ({ error }) => {
    if (error instanceof WebAssembly.RuntimeError || WebAssembly.Exception && error instanceof WebAssembly.Exception) stop(error);
  });

  // ---- engine
  const worker_url = worker_policy.createScriptURL(URL.createObjectURL(new Blob([worker_text], { type: 'text/javascript' })));
  const client = new EngineClient(() => new Worker(worker_url), engine_module, {
    events(list) {
      let goes_on = client.busy;
      for (const json of list) {
        goes_on = goes_on && json.includes('"event":"progress"');
        studio.receive(json);
        announce(json);
      }
      if (goes_on) wake_later();
      else wake();
    },
    page(json) { studio.receive(json); wake(); },
    state(name, reason) {
      studio.engine_state(JSON.stringify({ state: name, reason }));
      if (name === 'dead' || name === 'restarted') element('live').textContent = text('web.live.' + name);
      wake();
    },
  });

  // What has ended is said to screen readers; progress at most every five seconds.
  const heard = { summary: null, failures: [] };       // for tests
  let said = 0;
  const announce = json => {
    if (!test_mode && json.includes('"event":"revision"')) return;   // long, and nothing to say
    const event = JSON.parse(json);
    if (event.event === 'revision') heard.summary = event.summary;
    if (event.event === 'failed') heard.failures.push(event);
    if (event.event === 'progress') {
      client.busy = true;
      studio.set_memory(client.memory);
      if (performance.now() - said < 5000) return;
      said = performance.now();
      element('live').textContent = text('web.live.progress', Math.round(event.fraction * 100));
    } else if (event.event === 'task_ended') {
      studio.set_memory(client.memory);
      element('live').textContent = text(event.canceled ? 'web.live.canceled' : 'web.live.done');
    } else if (event.event === 'failed') {
      element('live').textContent = text('web.live.failed');
    }
  };

  // ---- what the studio asks of the browser
  const take_files = files => { for (const file of files) client.add_file(file); };
  const open_demo = async () => {
    const names = JSON.parse(element('payload-demo-names').textContent);
    for (const name of names) client.add_file(new File([await payload_bytes(name)], name, { lastModified: 0 }));
    client.command(JSON.stringify({ command: 'run' }));
  };
  // Deliverables for the spreadsheets of those who read the screen.
  const write_in = name => client.command(JSON.stringify({ command: 'set_output_language', language: name }));
  write_in(language);
  const requests = {
    browse() { element('files').click(); },
    demo() { open_demo().catch(stop); },
    download({ kind, file_name }) {
      client.export_file(kind).then(blob => download(blob, file_name), problem => { if (problem) studio.receive(problem); wake(); });
    },
    cursor({ name }) { canvas.style.cursor = name; element('mirror').style.cursor = name; },
    title({ name }) { document.title = name; },
    notices() { show_notices().catch(stop); },
    language({ name }) { document.documentElement.lang = name; write_in(name); },
    // The browser's refusal, shown: a request to a reserved address that leads nowhere, which the policy stops before it leaves.
    proof() { const image = new Image(); image.src = 'http://192.0.2.1/jumelles-proof'; },
  };
  const carry_out = () => {
    for (const json of studio.take_outgoing()) {
      const message = JSON.parse(json);
      if (message.query) client.query(json);
      else client.command(json);
    }
    for (const json of studio.take_requests()) {
      const request = JSON.parse(json);
      requests[request.do]?.(request);
    }
  };

  const counted = count_requests(state => { studio.set_request_count(state.made, state.refused); wake(); });
  const mirror = new Mirror(element('mirror'), canvas, studio, wake);
  const skip = element('skip');
  skip.textContent = text('web.skip');
  skip.addEventListener('click', () => { mirror.enable(); skip.hidden = true; wake(); });
  connect_input(element('app'), canvas, studio, mirror, wake);
  connect_files(element('files'), studio, take_files, wake);
  canvas.addEventListener('webglcontextlost', event => { event.preventDefault(); studio.context_lost(); });
  canvas.addEventListener('webglcontextrestored', () => { studio.context_restored(); wake(); });
  addEventListener('beforeunload', event => { if (!stopped && studio.has_unsaved()) event.preventDefault(); });
  if (test_mode) self.jumelles = { studio, client, counted, wake, take_files, mirror, heard };
  wake();
}

start().catch(problem => fail('start', String(problem && problem.message || problem)));
