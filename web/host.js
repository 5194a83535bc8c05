// What the studio's page and the plain page share: texts, payloads, the engine's worker, files in and out, words for screen readers.

const kText = {{text}};                // what is said without the studio, see pack.mjs
const kVersion = {{version}};
const test_mode = location.hash.includes('test');
let language = (navigator.language || 'fr').toLowerCase().startsWith('fr') ? 'fr' : 'en';
// {0}: a value; {0?pair|pairs}: one of two words by the number that it is, as in ui/i18n/text.cpp.
const is_singular = value => language === 'fr' ? /^[01](,|$)/.test(value) : `${value}` === '1';
const text = (id, ...values) => (kText[language][id] || id).replace(/\{(\d)(?:\?([^|}]*)\|([^}]*))?\}/g,
  (whole, n, one, other) => one === undefined ? values[n] ?? whole : is_singular(values[n]) ? one : other);
const element = id => document.getElementById(id);
const worker_policy = self.trustedTypes
  ? trustedTypes.createPolicy('app', { createScriptURL: url => { if (!url.startsWith('blob:')) throw new Error(url); return url; } })
  : { createScriptURL: url => url };

function use_language(name) {
  language = name;
  document.documentElement.lang = name;
}
use_language(language);

// What people see the end of by what they asked for.
const kQuietTasks = ['search', 'price', 'list', 'recipe', 'recipe_import', 'audit'];

// Light or dark: as the system says, also while the page is open, until somebody says it here.
const system_is_dark = matchMedia('(prefers-color-scheme: dark)');
const theme_followers = [];
let chosen_theme = '';
const theme = () => chosen_theme || (system_is_dark.matches ? 'dark' : 'light');
function show_theme() {
  document.documentElement.dataset.theme = theme();
  for (const told of theme_followers) told(theme());
}
function use_theme(name) {
  chosen_theme = name;
  show_theme();
}
function follow_theme(told) {
  theme_followers.push(told);
  told(theme());
}
system_is_dark.addEventListener('change', show_theme);
show_theme();

// What web/pack.mjs writes as five letters for four bytes.
function from_base85(text) {
  const bytes = new Uint8Array((text.length - 1) / 5 * 4);
  for (let from = 1, to = 0; from < text.length; to += 4) {
    let word = 0;
    for (const end = from + 5; from < end; from++) {
      const letter = text.charCodeAt(from);
      word = word * 85 + letter - 41 - (letter > 60);
    }
    bytes[to] = word >>> 24;
    bytes[to + 1] = word >>> 16;
    bytes[to + 2] = word >>> 8;
    bytes[to + 3] = word;
  }
  return bytes.subarray(0, bytes.length - Number(text[0]));
}

// A payload: compressed, in a script element that nothing executes.
function payload(name) {
  const packed = from_base85(element('payload-' + name).textContent);
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')));
}
const payload_bytes = async name => new Uint8Array(await payload(name).arrayBuffer());

async function load_engine() {
  const [bytes, worker_text] = await Promise.all([payload_bytes('engine'), payload('worker').text()]);
  for (const name of ['engine', 'worker']) element('payload-' + name).remove();
  return [await WebAssembly.compile(bytes), worker_text];
}

// Says in plain HTML why the page cannot start or go on, and what to do.
function fail(reason, detail) {
  element('app').hidden = true;
  element('skip').hidden = true;
  element('plain')?.remove();
  const section = element('failure');
  const add = (tag, content) => section.appendChild(document.createElement(tag)).textContent = content;
  section.replaceChildren();
  add('h1', text(reason === 'stopped' ? 'web.failure.stopped.title' : 'web.failure.title'));
  add('p', text('web.failure.' + reason));
  const list = section.appendChild(document.createElement('ul'));
  for (const advice of text('web.failure.' + reason + '.advice').split('\n'))
    list.appendChild(document.createElement('li')).textContent = advice;
  if (detail) add('p', text('web.failure.detail', detail));
  if (reason !== 'old_browser' && !location.hash.includes('plain')) {
    const link = section.appendChild(document.createElement('p')).appendChild(document.createElement('a'));
    link.href = '#plain';
    link.textContent = text('web.failure.plain');
  }
  add('p', text('web.failure.private'));
  section.hidden = false;
}

function announce(words) { element('live').textContent = words; }

function download(blob, file_name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = file_name.split('/').pop();
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// The browser's refusal, shown: a request to a reserved address that leads nowhere, which the policy stops before it leaves.
function attempt_request() {
  const image = new Image();
  image.src = 'http://192.0.2.1/jumelles-proof';
}

// The engine in its worker, and the project in it. `on` has event(json), told(goes_on) after the last event of a message, page(json),
// state(name, reason), requests(made, refused) and storage(state), see keep_projects. What has ended is said to screen readers; progress at most every five seconds.
function start_engine(engine_module, worker_text, on) {
  const worker_url = worker_policy.createScriptURL(URL.createObjectURL(new Blob([worker_text], { type: 'text/javascript' })));
  const counted = count_requests(({ made, refused }) => on.requests(made, refused));
  const heard = { summary: null, failures: [] };       // for tests
  let said = 0;
  const client = new EngineClient(() => counted.follow(new Worker(worker_url)), engine_module, {
    events(list) {
      let goes_on = client.busy;
      for (const json of list) {
        goes_on = goes_on && json.includes('"event":"progress"');
        if (take_event(JSON.parse(json))) on.event(json);
      }
      if (list.some(json => json.includes('"event":"task_ended"') && is_run_end(JSON.parse(json)))) announce(result_words());
      on.told(goes_on);
    },
    page: on.page,
    idle() { projects.idle(); },
    state(name, reason) {
      if (name === 'restarted') projects.restarted();
      if (['dead', 'restarted', 'slow'].includes(name)) announce(text('web.live.' + name));
      on.state(name, reason);
    },
  });
  const is_run_end = ({ task, canceled }) => task === 'run' && !canceled;
  function result_words() {
    const { counts, nothing_linked } = heard.summary;
    if (nothing_linked.reason) return text('web.live.nothing_linked');
    return text('web.live.matched', number(counts.record_count), number(counts.group_count), number(counts.to_check_pair_count));
  }
  // Whether the page wants to know.
  function take_event(event) {
    projects.event(event);
    if (event.event === 'revision') heard.summary = event.summary;
    if (event.event === 'failed') heard.failures.push(event);
    if (event.event === 'progress') {
      client.busy = true;
      if (event.task === 'audit' || performance.now() - said < 5000) return true;  // nobody asked for it in so many words
      said = performance.now();
      announce(text('web.live.progress', Math.round(event.fraction * 100)));
    } else if (event.event === 'task_ended' && !kQuietTasks.includes(event.task)) {
      announce(text(event.canceled ? 'web.live.canceled' : 'web.live.done'));
    } else if (event.event === 'failed') {
      announce(text('web.live.failed'));
    }
    return event.event !== 'journal';
  }
  function tell(event) {
    take_event(event);
    on.event(JSON.stringify(event));
    on.told(false);
  }
  connect_paste(words => projects.take_words(words), files => projects.take_files(files));
  // Deliverables for the spreadsheets of those who read the screen.
  const write_in = name => client.command(JSON.stringify({ command: 'set_output_language', language: name }));
  const projects = keep_projects(client, { storage: on.storage, refused: json => tell(JSON.parse(json)), emptied: () => write_in(language) });
  return {
    client, counted, heard, projects, write_in,
    // With what was given and is no file that can be read, as failed events.
    take_files(files, handle_of, problems = []) {
      for (const problem of problems) tell(problem);
      return projects.take_files(files, handle_of);
    },
    async open_demo() {
      const names = JSON.parse(element('payload-demo-names').textContent);
      for (const name of names) client.add_file(new File([await payload_bytes(name)], name, { lastModified: 0 }));
      client.command(JSON.stringify({ command: 'run' }));
    },
  };
}
