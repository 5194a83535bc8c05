// The studio's page: starts studio and engine, and moves bytes between them and the browser.

// How often mere progress is drawn: without a graphics card, a frame takes a fifth of a second of the processor that the engine needs.
const kProgressMs = 100, kProgressInSoftwareMs = 1000;

function has_webgl2() {
  const probe = document.createElement('canvas');
  const context = probe.getContext('webgl2');
  if (context) context.getExtension('WEBGL_lose_context')?.loseContext();
  return !!context;
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
  const asks_for_plain = address => new URL(address).hash.includes('plain');
  addEventListener('hashchange', ({ oldURL, newURL }) => { if (asks_for_plain(oldURL) !== asks_for_plain(newURL)) location.reload(); });
  const can_draw = has_webgl2();
  if (!can_draw || asks_for_plain(location.href)) return start_plain(can_draw, ...await load_engine());
  const canvas = element('canvas');
  canvas.setAttribute('aria-label', text('web.canvas'));
  const [studio_bytes, [engine_module, worker_text]] = await Promise.all([payload_bytes('studio'), load_engine()]);
  const host = await new Promise((resolve, reject) => create_studio({
    canvas,
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(studio_bytes, imports).then(({ instance }) => done(instance)).catch(reject);
      return {};
    },
    print: line => console.log(line),
    printErr: line => console.warn(line),
  }).then(resolve, reject));
  element('payload-studio').remove();
  const studio = new host.Studio();
  if (!studio.started()) return start_plain(false, engine_module, worker_text);
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
  follow_theme(name => { studio.set_theme(name); wake(); });
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
  const { client, counted, heard, projects, take_files, open_demo, write_in } = start_engine(engine_module, worker_text, {
    event(json) { studio.receive(json); },
    told(goes_on) {
      studio.set_memory(client.memory);
      if (goes_on) wake_later();
      else wake();
    },
    page(json) { studio.receive(json); wake(); },
    state(name, reason) { studio.engine_state(JSON.stringify({ state: name, reason })); wake(); },
    requests(made, refused) { studio.set_request_count(made, refused); wake(); },
    storage(state) { studio.storage?.(JSON.stringify(state)); wake(); },
  });
  write_in(language);
  projects.start();

  // ---- what the studio asks of the browser
  const requests = {
    browse() { element('files').click(); },
    demo() { open_demo().catch(stop); },
    download({ kind, file_name }) {
      client.export_file(kind).then(blob => download(blob, file_name), problem => { if (problem) studio.receive(problem); wake(); });
    },
    cursor({ name }) { canvas.style.cursor = name; element('mirror').style.cursor = name; },
    title({ name }) { document.title = name; },
    focus_field({ name }) { mirror.focus_field(name); },
    leave_field() { mirror.leave_field(); },
    notices() { show_notices().catch(stop); },
    say({ name }) { announce(name); },
    copy({ text, html }) { copy_to_clipboard(text, html).then(done => { studio.copied(done); carry_out(); wake(); }); },
    copy_picture({ name }) { copy_picture(canvas, name.split(' ').map(Number)).then(done => { studio.copied(done); carry_out(); wake(); }); },
    language({ name }) { use_language(name); write_in(name); projects.tell(); },
    theme({ name }) { use_theme(name); },
    restart_engine() { client.restart(); },
    ...projects.requests,
    proof: attempt_request,
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

  const mirror = new Mirror(element('mirror'), canvas, studio, wake);
  const skip = element('skip');
  skip.textContent = text('web.skip');
  skip.addEventListener('click', () => { mirror.enable(); skip.hidden = true; wake(); });
  connect_input(element('app'), canvas, studio, mirror, wake, carry_out);
  connect_files(element('files'), studio, take_files, wake);
  canvas.addEventListener('webglcontextlost', event => { event.preventDefault(); studio.context_lost(); });
  canvas.addEventListener('webglcontextrestored', () => { studio.context_restored(); wake(); });
  addEventListener('beforeunload', event => { if (!stopped && (studio.has_unsaved() || projects.has_unsaved())) event.preventDefault(); });
  if (test_mode) self.jumelles = { studio, client, counted, wake, take_files, mirror, heard, projects };
  wake();
}

start().catch(problem => fail('start', String(problem && problem.message || problem)));
