// The plain page: the main job in HTML, without the studio and its canvas. Choose files, match with the defaults, figures, download.

const kShownEveryMs = 100;             // mere progress

function make(tag, properties, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter(child => child !== null));
  return node;
}
const muted = (...content) => make('p', { className: 'muted' }, ...content);
function button(key, label, press, properties) {
  const onclick = ({ currentTarget }) => { if (currentTarget.getAttribute('aria-disabled') !== 'true') press(); };
  return make('button', { type: 'button', 'data-key': key, onclick, ...properties }, label);
}
// Keeps the focus, unlike `disabled`.
function set_disabled(node, disabled) {
  if (disabled) node.setAttribute('aria-disabled', true);
  else node.removeAttribute('aria-disabled');
  return node;
}

// Other children, the focus on the same one as before by its key, else on `fallback`.
function replace(parent, fallback, ...children) {
  const key = parent.contains(document.activeElement) ? document.activeElement.dataset.key || '' : null;
  parent.replaceChildren(...children.filter(child => child !== null));
  if (key === null) return;
  const again = [...parent.querySelectorAll('[data-key]')].find(node => node.dataset.key === key);
  (again || fallback).focus();
}

// A table of `rows` of cells; the first cell of a row heads it. Numbers stand at the right.
function table(caption, heads, rows) {
  const cell = (tag, content, properties) => make(tag, properties, ...[content].flat());
  return make('table', {}, make('caption', {}, caption),
    make('thead', {}, make('tr', {}, ...heads.map(head => cell('th', head, { scope: 'col' })))),
    make('tbody', {}, ...rows.map(([head, ...cells]) =>
      make('tr', {}, cell('th', head, { scope: 'row' }), ...cells.map(content => cell('td', content))))));
}

// Without WebGL, or because the address asks for it.
function start_plain(can_draw, engine_module, worker_text) {
  document.documentElement.classList.add('plain');
  element('app').hidden = true;
  element('skip').hidden = true;

  let summary = null, storage = null, engine = 'starting', slow = false, run_started = false, last_ended = null, failures = [], requests = { made: 0, refused: 0 };
  const tasks = new Map();               // what goes on, by task and subject
  const sizes = new Map();               // of downloaded files, by kind and revision
  const sources = () => summary ? summary.sources : [];
  const is_running = () => run_started || [...tasks.values()].some(({ task }) => task === 'run');
  const is_engine_ready = () => engine === 'ready' || engine === 'restarted';
  const is_current = () => summary && summary.has_result && !summary.is_stale;
  const is_reading = () => sources().some(({ state }) => state === 'loading');
  const is_missing = () => sources().some(({ state }) => state === 'missing');
  const can_run = () => sources().length > 0 && is_engine_ready() && !is_running() && !is_current() && !is_reading() && !is_missing();
  const command = (name, more) => host.client.command(JSON.stringify({ command: name, ...more }));

  // ---- the page, made once; texts come with render()
  const words = [];                      // [node, id or function]
  const worded = (node, words_of) => { words.push([node, words_of]); return node; };
  const heading = (level, id) => worded(make(level, { tabIndex: -1 }), id);
  const section = (name, title, ...children) => {
    title.id = 'plain-' + name;
    return make('section', { 'aria-labelledby': title.id, className: name }, title, ...children);
  };

  const languages = [['fr', 'FR', 'Français'], ['en', 'EN', 'English']].map(([name, label, full]) =>
    button(name, label, () => choose_language(name), { lang: name, title: full, 'aria-label': `${label} ${full}` }));
  const language_group = make('div', { role: 'group', className: 'languages' }, ...languages);
  const theme_words = () => text(theme() === 'dark' ? 'action.light' : 'action.dark');
  const theme_button = worded(button('theme', '', () => use_theme(theme() === 'dark' ? 'light' : 'dark')), theme_words);
  follow_theme(() => { theme_button.textContent = theme_words(); });
  const badge = button('badge', '', () => { privacy_title.scrollIntoView(); privacy_title.focus(); }, { className: 'badge' });
  const alert = make('div', { role: 'alert', className: 'alert' });

  const why = worded(make('p'), can_draw ? 'web.plain.why.asked' : 'web.plain.why.webgl');
  const advice = make('ul', {}, ...webgl_advice().map(id => worded(make('li'), id)));
  const whole = make('details', {}, worded(make('summary'), 'web.plain.whole'), advice);
  const studio_link = worded(make('a', { href: '#' }), 'web.plain.open_studio');
  const same = worded(make('p'), 'web.plain.same');
  const about = make('div', { className: 'about' }, why, same, can_draw ? make('p', {}, studio_link) : whole);

  const input = element('files');
  input.hidden = false;
  input.setAttribute('aria-describedby', 'plain-formats');
  const browse = worded(make('label', { htmlFor: 'files', className: 'primary' }), 'action.browse');
  const demo = worded(button('demo', '', () => open_demo()), 'action.demo');
  const drop_words = make('p', { className: 'lead' }), formats = worded(make('p', { id: 'plain-formats' }), 'welcome.formats');
  const paste = worded(button('paste', '', () => host.projects.requests.paste()), 'action.paste');
  const drop = make('div', { className: 'drop' }, drop_words, formats, make('p', { className: 'actions' }, input, browse, paste, demo));
  const demo_words = worded(muted(), 'web.plain.demo');
  const source_words = muted();
  const source_list = make('ol', { className: 'sources' });
  const sources_title = heading('h2', 'screen.sources');

  const run = button('run', '', () => start_run(), { className: 'primary', 'aria-describedby': 'plain-state' });
  const state = make('p', { id: 'plain-state' });
  const phase = make('span', { id: 'plain-phase' }), amount = make('span');
  const bar = make('div', { role: 'progressbar', 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-labelledby': 'plain-phase' }, make('div'));
  const cancel = worded(button('cancel', '', () => command('cancel')), 'action.cancel');
  const progress = make('div', { className: 'progress' }, make('p', {}, phase, ' ', amount), bar, cancel);

  // The buttons, once, keep the focus; what is said of them comes with render().
  const act = (name, id, argument) => worded(button(name + argument, '', () => host.projects.requests[name]({ name: argument || undefined })), id);
  const project_words = make('p', { id: 'plain-project-state' }), project_problems = make('div');
  const save = worded(button('save', '', () => host.projects.requests.save({}), { 'aria-describedby': 'plain-project-state' }), 'project.save');
  const project_actions = make('div', { className: 'actions' }, save, act('save', 'project.save_as', 'as'),
    act('rename_project', 'project.menu.rename', ''),
    act('author', 'web.author.none', ''));
  const found_words = make('p');
  const found = make('div', { className: 'about', role: 'status' }, found_words,
    make('p', { className: 'actions' }, act('recover', 'project.restore', 'yes'), act('recover', 'project.throw_away', 'no')));
  const checkbox = (name, id, change, ...about) => {
    const node = make('input', { type: 'checkbox', id: 'plain-' + name, 'aria-describedby': `plain-${name}-about`, onchange: () => change(node.checked) });
    const label = worded(make('label', { htmlFor: node.id, className: 'check' }), id);
    return { node, part: make('div', {}, make('p', {}, node, ' ', label), make('p', { className: 'muted', id: `plain-${name}-about` }, ...about)) };
  };
  const extracts_size = make('span');
  const embeds = checkbox('embeds', 'project.embeds', enabled => command('embed_sources', { enabled }), extracts_size);
  const recovery_switch = checkbox('recovery', 'project.recovery', on => host.projects.requests.recovery({ name: on ? 'on' : 'off' }), worded(make('span'), 'project.kept_where'));
  const kept_words = make('span');
  const recovery = make('div', { className: 'recovery' }, recovery_switch.part,
    make('p', { className: 'actions' }, kept_words, act('erase', 'project.erase', '')));
  const no_recovery = worded(muted(), 'project.cannot_keep');
  const kept_title = worded(make('h3'), 'project.kept_title');
  for (const node of [found, recovery, no_recovery]) node.hidden = true;

  const result = make('div'), files = make('div');
  const attempts = muted(), made = make('p', { className: 'figure' });
  const privacy_title = heading('h2', 'welcome.stays');
  const title = heading('h1', 'welcome.title');
  const evidence = name => make('p', {},
    worded(make('strong'), 'evidence.' + name), ' ', worded(make('span', { className: 'muted' }), 'evidence.' + name + '_more'));
  const nothing_stored = evidence('storage');
  const footer = make('footer', {}, worded(make('span'), () => text('product') + ' ' + kVersion));
  footer.append(worded(button('notices', '', () => show_notices()), 'web.notices.title'));

  const page = make('div', { id: 'plain' },
    make('header', {}, worded(make('span', { className: 'product' }), 'product'), language_group, theme_button, badge),
    make('main', {}, title, worded(make('p', { className: 'lead' }), 'welcome.subtitle'), about, alert, found,
      section('sources', sources_title, drop, demo_words, source_words, source_list),
      section('run', heading('h2', 'action.run'), make('div', { className: 'actions' }, run, state), progress),
      section('result', heading('h2', 'web.plain.result'), result),
      section('delivery', heading('h2', 'screen.delivery'), files),
      section('project', heading('h2', 'project.title'), worded(muted(), 'web.plain.project.help'), project_problems, project_words, project_actions, embeds.part,
        kept_title, recovery, no_recovery),
      section('privacy', privacy_title, made, evidence('policy'), nothing_stored, evidence('offline'),
        make('p', { className: 'actions' }, worded(button('proof', '', attempt_request), 'evidence.try'), attempts))),
    footer);
  element('failure').before(page);

  // ---- drawing: each part anew when what it says has changed
  const shown = new Map();
  function part(name, says, draw) {
    const now = JSON.stringify([language, says]);
    if (shown.get(name) === now) return;
    shown.set(name, now);
    draw();
  }

  function render() {
    part('words', [], () => {
      for (const [node, says] of words) node.textContent = typeof says === 'function' ? says() : text(says);
      language_group.setAttribute('aria-label', text('web.plain.language'));
      for (const node of languages) node.setAttribute('aria-pressed', node.dataset.key === language);
    });
    part('alert', [failures, engine, slow, storage?.problem], render_alert);
    part('drop', [hovering, engine], () => {
      drop.classList.toggle('hovering', hovering > 0);
      drop_words.textContent =
        hovering ? `${text('welcome.drop_now')} (${count_text('welcome.hovering', hovering)})` : text('welcome.drop');
      set_disabled(demo, !is_engine_ready());
    });
    part('sources', sources(), render_sources);
    part('run', [run_words(), can_run(), state_words()], () => {
      run.textContent = run_words();
      set_disabled(run, !can_run());
      state.textContent = state_words();
    });
    render_progress();
    part('result', summary && [summary.has_result, summary.is_stale, summary.counts, summary.estimate, summary.nothing_linked], render_result);
    part('files', [summary && [summary.has_result, summary.deliverables, summary.output_language, summary.output_headers], [...sizes]], render_files);
    part('project', [summary?.project, sources().length, storage?.recovery, storage?.carries], render_project);
    if (storage) part('storage', storage, render_storage);
    part('requests', requests, () => {
      badge.textContent = count_text('requests', requests.made);
      for (const node of [badge, made]) node.classList.toggle('bad', requests.made > 0);
      made.replaceChildren(make('strong', {}, count_text('requests', requests.made)), ' ', text('web.plain.requests'));
      attempts.textContent = text('web.plain.of', text('evidence.attempts'),
        requests.refused ? count_text('evidence.refused', requests.refused) : text('evidence.no_attempt'));
    });
  }

  function render_alert() {
    const dead = engine === 'dead' || engine === 'gave_up';
    const [what, hint] = dead ? [text('engine.dead'), text(engine === 'dead' ? 'engine.dead_hint' : 'engine.gave_up')]
      : slow ? [text('engine.slow'), text('engine.slow_hint')]
      : failures.length === 0 && storage?.problem ? [text(storage.problem), ''] : [];
    const dismiss = () => {
      if (failures.length > 0) failures = [];
      else storage.problem = '';
      render();
    };
    const told = what ? [[what, hint]] : failures.map(({ error }) => [error_text(error), error_hint(error)]);
    const act = dead ? null : slow ? button('restart', text('engine.restart'), () => host.client.restart())
      : button('dismiss', text('action.dismiss'), dismiss);
    const said = make('div', {}, ...told.map(([sentence, advice]) => make('p', {}, make('strong', {}, sentence), ' ', advice)));
    replace(alert, run, told.length > 0 ? make('div', {}, said, act) : null);
  }

  function render_project() {
    const { name = '', file_name = '', author = '', has_unsaved = false, embeds_sources = false, problems = [] } = summary?.project ?? {};
    const said = sources().length === 0 ? text('web.plain.project.nothing') : !file_name ? text(storage?.recovery === 'on' ? 'project.only_kept' : 'project.never_saved')
      : text(has_unsaved || storage?.carries ? 'project.unsaved_since' : 'project.saved', file_name);
    project_words.replaceChildren(...name ? [make('strong', {}, name), ' \u00b7 '] : [], said);
    const damaged = problems.length ? [make('p', {}, make('strong', {}, text('project.damaged', file_name)))] : [];
    project_problems.replaceChildren(...damaged, ...problems.map(lost => make('p', { className: 'warning' }, error_text(lost), ' ', error_hint(lost))));
    for (const node of project_actions.children) set_disabled(node, sources().length === 0 && node.dataset.key !== 'author');
    project_actions.lastChild.textContent = author ? text('web.author.by', author) : text('web.author.none');
    embeds.node.checked = embeds_sources;
    extracts_size.textContent = text('project.embeds_more', bytes(sources().reduce((sum, { size_bytes }) => sum + size_bytes, 0)));
  }

  function render_storage() {
    const { can_keep, recovery: turned, found: record, kept_bytes } = storage;
    if (!record && found.contains(document.activeElement)) title.focus();
    found.hidden = !record;
    if (record)
      found_words.textContent = text('project.found', record.name || text('project.unnamed'), record.at) + ' ' + count_text('project.found_changes', record.change_count);
    recovery.hidden = !can_keep;
    no_recovery.hidden = can_keep;
    recovery_switch.node.checked = turned === 'on';
    nothing_stored.hidden = turned === 'on' || kept_bytes > 0;
    kept_words.textContent = kept_bytes > 0 ? text('project.kept_bytes', bytes(kept_bytes)) : text('project.nothing_kept');
  }

  function source_facts({ state: read, format, encoding, separator, table, row_count, rejected_count, columns, size_bytes }) {
    if (read !== 'ready') return bytes(size_bytes);
    const named = format === 'csv' && kSeparators[separator];
    return [
      count_text('sources.rows', row_count), count_text('sources.columns', columns.length), text('format.' + format), table,
      kEncodings[encoding] || encoding, named ? text('web.plain.of', text('sources.separator'), text('separator.' + named)) : '',
      rejected_count ? count_text('sources.rejected', rejected_count) : '',
    ].filter(Boolean).join(' · ');
  }

  function render_sources() {
    const list = sources();
    source_words.textContent = list.length === 0 ? text('web.plain.no_source') : list.length > 1 ? text('web.plain.order') : '';
    source_words.hidden = list.length === 1;
    if (list.length > 0 && document.activeElement === demo) run.focus();
    demo_words.hidden = demo.hidden = list.length > 0;
    replace(source_list, input, ...list.map((source, at) => {
      const { name, file_name, state: read, problem: failed, notices } = source;
      const act = (key, label, does, disabled) =>
        set_disabled(button(key + '/' + name, label, does, { 'aria-label': text('web.plain.of', label, name) }), disabled);
      const move = to => {
        command('move_source', { source: name, to });
        announce(text('web.plain.moved', name, number(to + 1), number(list.length)));
      };
      const failure = () => make('p', { className: 'bad' },
        make('strong', {}, text('web.plain.unread') + ' ' + error_text({ ...failed, path: '' })), ' ', error_hint(failed));
      return make('li', { className: read },
        make('h3', {}, name, ' ', make('span', { className: 'muted' }, file_name)),
        muted(read === 'loading' ? text('sources.reading') : read === 'missing' ? '' : source_facts(source)),
        read === 'missing' ? make('p', { className: 'warning' }, text('sources.missing', file_name), ' ',
          source.size_bytes ? text('sources.missing_how_size', bytes(source.size_bytes)) : text('sources.missing_how')) : null,
        source.repaired_cell_count ? make('p', { className: 'warning' }, count_text('sources.repaired', source.repaired_cell_count), ' ', text('sources.repaired_more')) : null,
        source.differs_from_project ? make('p', { className: 'warning' }, text('sources.differs'), ' ', text('sources.differs_more')) : null,
        read === 'failed' ? failure() : null,
        ...notices.map(id => make('p', { className: 'warning' }, text('notice.' + id))),
        make('p', { className: 'actions' },
          list.length > 1 ? act('up', text('web.plain.up'), () => move(at - 1), at === 0) : null,
          list.length > 1 ? act('down', text('web.plain.down'), () => move(at + 1), at === list.length - 1) : null,
          act('remove', text('sources.remove_failed'), () => remove(at), false)));
    }));
  }

  // The focus goes to the bin of the source that takes the place, else to the one before.
  function remove(at) {
    const keys = [...source_list.children].map(item => item.querySelector('[data-key^="remove/"]'));
    (keys[at + 1] || keys[at - 1] || input).focus();
    command('remove_source', { source: sources()[at].name });
  }

  function run_words() { return text(is_running() ? 'action.running' : is_current() ? 'action.done' : 'action.run'); }
  function state_words() {
    if (is_running()) return '';
    if (engine === 'starting') return text('engine.starting');
    if (!is_engine_ready()) return text('engine.dead');
    if (sources().length === 0) return text('rail.run_needs_source');
    if (is_missing()) return count_text('rail.run_misses', summary.project.missing_count);
    if (is_reading()) return text('rail.run_waits');
    if (summary.has_result && summary.is_stale) return text('web.plain.stale');
    return (last_ended && ended_words(last_ended)) || text(engine === 'restarted' ? 'engine.restarted' : 'rail.ready');
  }

  function render_progress() {
    const goes_on = [...tasks.values()].at(-1);
    const running = !!goes_on || is_running();
    if (!running && document.activeElement === cancel) run.focus();
    progress.hidden = !running;
    const share = goes_on ? goes_on.fraction : 0;
    document.title = running ? `${percent(share)} · ${text('product')}` : text('product');
    if (!running) return;
    phase.textContent = goes_on ? phase_text(goes_on) : text('task.run');
    const remaining = goes_on && goes_on.remaining_ms >= 0 ? ' · ' + text('status.remaining', duration(goes_on.remaining_ms)) : '';
    const linked = goes_on && goes_on.linked_pair_count >= 0 ? ' · ' + count_text('status.linked', goes_on.linked_pair_count) : '';
    amount.textContent = percent(share) + linked + remaining;
    bar.setAttribute('aria-valuenow', Math.round(share * 100));
    bar.firstChild.style.width = share * 100 + '%';
  }

  function estimate_rows({ known, precision, recall_known, recall, blocking_known, blocking_recall }) {
    const row = (id, is_known, { value, low, high }) =>
      is_known ? [[text(id), percent(value, 1), text('estimate.interval', percent(low, 1), percent(high, 1))]] : [];
    return [
      ...row('estimate.precision', known, precision), ...row('estimate.recall', recall_known, recall),
      ...row('web.plain.keys', blocking_known, blocking_recall),
    ];
  }

  function render_result() {
    if (!summary || !summary.has_result) return void result.replaceChildren(muted(text('web.plain.no_result')));
    const { counts, estimate, nothing_linked, is_stale } = summary;
    const figures = [
      ['web.plain.records', counts.record_count], ['rules.effect.groups', counts.group_count],
      ['rules.effect.multi_source', counts.multi_source_group_count], ['web.plain.inner', counts.inner_duplicate_count],
      ['rules.effect.linked', counts.linked_pair_count], ['rules.effect.to_check', counts.to_check_pair_count],
    ];
    const rows = estimate_rows(estimate);
    const withheld = [
      nothing_linked.reason ? nothing_linked_text(summary)
        : estimate.withheld_id ? text('estimate.withheld.' + estimate.withheld_id, percent(estimate.contradicted_share)) : '',
      estimate.known && !estimate.recall_known ? text('estimate.recall_withheld') : '',
      !estimate.blocking_known && estimate.blocking_withheld_id ? text('estimate.blocking_withheld.' + estimate.blocking_withheld_id) : '',
    ].filter(Boolean);
    result.replaceChildren(...[
      is_stale ? make('p', { className: 'warning' }, text('web.plain.stale')) : null,
      table(text('web.plain.figures'), [text('web.plain.measure'), text('web.plain.value')], figures.map(([id, value]) => [text(id), number(value)])),
      rows.length ? table(text('web.plain.sure'), [text('web.plain.measure'), text('web.plain.value'), text('web.plain.interval')], rows)
        : make('h3', {}, text('web.plain.sure')),
      ...withheld.map(said => make('p', {}, said)),
      rows.length ? muted(text('web.plain.sure_help')) : null,
    ].filter(Boolean));
  }

  function render_files() {
    const is_there = ({ kind, row_count }) => kind === 'rejects' ? row_count > 0 : summary.has_result;
    const there = summary ? summary.deliverables.filter(is_there) : [];
    const all = there.find(({ kind }) => kind === 'all'), list = there.filter(file => file !== all);
    if (list.length === 0) return void files.replaceChildren(muted(text('delivery.empty')));
    const rows = list.map(({ kind, file_name, row_count, column_count }) => {
      const [family, source = ''] = kind.split(/:(.*)/s);
      const size = sizes.get(kind);
      return [
        [make('span', { className: 'file' }, file_name), ' ', make('span', {}, text('deliverable.' + family, source)),
          has_text(`deliverable.${family}.help`) ? make('small', { className: 'muted' }, text(`deliverable.${family}.help`)) : ''],
        row_count || column_count ? number(row_count) : '',
        [button('download/' + kind, text('web.plain.download'), () => take_out(kind, file_name), { 'aria-label': text('delivery.download', file_name) }),
          size === undefined ? '' : make('small', { className: 'muted' }, bytes(size))],
      ];
    });
    const headers = make('select', { id: 'plain-headers', 'data-key': 'headers', onchange: () => command('set_output_headers', { headers: headers.value }) },
      ...['machine', 'fr', 'en'].map(name => make('option', { value: name, selected: name === summary.output_headers }, text('delivery.headers.' + name))));
    const separator = text(summary.output_language === 'fr' ? 'separator.semicolon' : 'separator.comma');
    const of_all = sizes.get('all');
    replace(files, run,
      all ? make('p', { className: 'actions' },
        button('download/all', text('delivery.all'), () => take_out('all', all.file_name), { className: 'primary', 'aria-label': `${text('delivery.all')} (${all.file_name})` }),
        of_all === undefined ? null : make('small', { className: 'muted' }, bytes(of_all))) : null,
      make('p', {}, make('label', { htmlFor: headers.id }, text('delivery.headers_of_files')), ' ', headers),
      table(text('web.plain.files'), [text('delivery.file'), text('delivery.rows'), text('web.plain.action')], rows),
      muted(text('web.plain.of', text('delivery.separator'), separator), '. ', text('delivery.safe'), '.'),
      muted(text('delivery.again_text')));
  }

  // ---- what people do
  function choose_language(name) {
    use_language(name);
    host.write_in(name);
    host.projects.tell();
  }
  function start_run() {
    failures = [];
    run_started = true;
    command('run');
    render();
  }
  function open_demo() {
    run_started = true;
    render();
    host.open_demo().catch(failed => { run_started = false; fail('start', String(failed && failed.message || failed)); });
  }
  function take_out(kind, file_name) {
    announce(text('web.plain.writing', file_name));
    host.client.export_file(kind).then(blob => {
      download(blob, file_name);
      sizes.set(kind, blob.size);
      announce(text('web.plain.written', file_name, bytes(blob.size)));
      render();
    }, json => { if (json) take(JSON.parse(json)); });
  }

  // ---- what the engine says
  function take(event) {
    const key = event.task + '/' + (event.subject || '');
    if (event.event === 'revision') {
      summary = event.summary;
      sizes.clear();
    } else if (event.event === 'progress') {
      if (event.task === 'run') run_started = false;
      tasks.delete(key);                 // the one that moved last is shown
      tasks.set(key, event);
    } else if (event.event === 'task_ended' || event.event === 'failed') {
      tasks.delete(key);
      if (event.task === 'run' || event.canceled || event.event === 'failed') run_started = false;
      if (event.event === 'failed') {
        failures = [...failures.filter(other => other.subject !== event.subject || other.error.id !== event.error.id), event];
        announce('');                    // the alert says it
      } else if (event.task === 'run' || event.canceled) {
        last_ended = event;
        announce(ended_words(event));
      }
    }
    render();
  }
  function ended_words({ task, canceled, by_edit, elapsed_ms }) {
    const former_stays = summary && summary.has_result && task === 'run';
    if (canceled) return text(by_edit ? 'status.stopped_by_edit' : former_stays ? 'status.canceled_former' : 'status.canceled', text('task.' + task));
    return text('status.run', duration(elapsed_ms), number(summary.counts.linked_pair_count), number(summary.counts.group_count));
  }

  let hovering = 0, drawn = 0, later = 0;
  const host = start_engine(engine_module, worker_text, {
    event(json) {
      const event = JSON.parse(json);
      if (event.event !== 'progress' || performance.now() - drawn > kShownEveryMs) {
        drawn = performance.now();
        take(event);
      }
    },
    told() {},
    page() {},
    state(name) {
      if (['ready', 'dead', 'restarted', 'gave_up'].includes(name)) engine = name;
      slow = name === 'slow';
      if (name === 'dead') {
        announce('');                    // the alert says it
        tasks.clear();
        run_started = false;
        last_ended = null;
      }
      render();
    },
    requests(now_made, refused) { requests = { made: now_made, refused }; render(); },
    storage(state) { storage = state; render(); },
  });
  host.projects.start();
  host.write_in(language);
  connect_files(input, { hover_files(count) { hovering = count; } }, (list, handle_of, problems) => { failures = []; host.take_files(list, handle_of, problems); }, render);
  addEventListener('beforeunload', event => { if (host.projects.has_unsaved()) event.preventDefault(); });
  addEventListener('keydown', event => {
    if (event.key === 'Escape' && is_running()) command('cancel');
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    save.click();
  });
  if (test_mode) self.jumelles = host;
  render();
}
