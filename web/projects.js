// Projects that are kept, for both pages: told from data, opened, saved, recovered. The engine knows what they are; here they get in and out.

const kWholeProject = 'jumelles', kLightProject = 'recovery';      // exports
const kSqliteBeginning = 'SQLite format 3\0';
const kJsonLimit = 64e6;                                           // no project.json is that large

// By its beginning, whatever its name: 'project', a project file or a project.json; 'recipe', the rules of one; 'extract', everything else.
async function kind_of(file) {
  try {
    const beginning = await file.slice(0, 512).text();
    if (beginning.startsWith(kSqliteBeginning)) return 'project';
    if (!beginning.trimStart().startsWith('{') || file.size > kJsonLimit) return 'extract';
    const { version, link, sources, recipe } = JSON.parse(await file.text());
    if (version === undefined) return 'extract';
    if (link?.constructor === Object || Array.isArray(sources)) return 'project';
    return Array.isArray(recipe) && recipe.every(rule => rule?.constructor === Object && 'act' in rule) ? 'recipe' : 'extract';
  } catch (problem) {
    return 'extract';                                              // the engine says what is wrong with it
  }
}

const date_text = ms => new Date(ms).toLocaleString(language === 'fr' ? 'fr-FR' : 'en-US', { dateStyle: 'long', timeStyle: 'short' });

// `on`: storage(state) when what is kept, or where, has changed; refused(json) what the engine would not save, as a failed event; emptied()
// when there is nothing any more, and nobody has said the language yet.
function keep_projects(client, on) {
  let about = {}, sources = [], problem = '', recovering = false, taking = Promise.resolve(), era = 0;
  const command = (name, more) => client.command(JSON.stringify({ command: name, ...more }));
  const tell = (id = problem) => {
    problem = id;
    on.storage({
      can_keep: recovery.can_keep, recovery: recovery.recovery, found: recovery.found && { ...recovery.found, at: date_text(recovery.found.at_ms) }, saves_in_place: !!saver.pick, kept_bytes: recovery.kept_bytes, carries: recovery.carried > 0,
      file_name: saver.file_name, problem,
    });
  };
  const recovery = new Recovery({ take_snapshot: begun => client.export_file(kLightProject, begun), changed: tell }, {
    indexedDB: self.indexedDB, locks: navigator.locks, BroadcastChannel: self.BroadcastChannel, persist: () => navigator.storage?.persist(),
  });
  const saver = new Saver({
    name_of: () => about.name,
    proposed_name: () => about.name || project_of_file(about.file_name || '') || text('web.project.file'),
    name_it: name => command('name_project', { name }),
    ask_name: name => ask_text(text('web.name.title'), text('web.name.save_words'), text('web.name.label'), name, text('web.name.save')),
    write: begun => client.export_file(kWholeProject, place => begun({ place, change: about.change, of: era })),
    saved(file_name, { place, change, of }) {
      announce(text('web.live.saved', file_name));
      if (of === era) {
        client.project_saved(file_name, change, place);
        recovery.saved();
      }
      tell('');
    },
    problem: tell,
    refused: json => on.refused(json),
  }, self.showSaveFilePicker?.bind(self), download);

  // The files of sources that could be read, and of those that nobody has looked at yet.
  function there() {
    const of_source = ({ file_name, size_bytes, state }, file) => file_name === file.name && size_bytes === file.size && ['ready', 'loading'].includes(state);
    return client.log.filter((entry, i) => entry.do === 'file' && (i >= client.settled || sources.some(source => of_source(source, entry.file)))).map(({ file }) => file);
  }

  async function take_words(words) {
    const file = pasted_file(words, new Set([...sources.map(({ file_name }) => file_name), ...client.log.filter(({ file }) => file).map(({ file }) => file.name)]));
    if (!file) return void on.refused(JSON.stringify(intake_problem('paste.no_table')));
    for (const fresh of await without_known([file], there())) {
      announce(text('web.live.pasted', fresh.name.slice(0, -kPastedEnding.length)));
      client.add_file(fresh);
    }
  }

  async function may_leave() {
    const unsaved = about.has_unsaved || recovery.carried > 0;
    return !unsaved || ask_whether(text('web.leave.title'), text('web.leave.words'), text('web.leave.yes'), text('web.leave.no'));
  }

  // A project first, then what was dropped with it: extracts that it may be missing, and rules for them. `handle_of` gives what a dropped file can be saved to.
  async function take(files, handle_of) {
    const kinds = await Promise.all(files.map(kind_of)), of_kind = kind => files.filter((file, i) => kinds[i] === kind);
    const projects = of_kind('project'), extracts = of_kind('extract');
    if (projects.length > 0) {
      if (!await may_leave()) return;
      if (projects.length > 1) announce(text('web.live.one_project', projects[0].name));
      saver.forget(await handle_of?.(projects[0]) ?? null);
      client.open_project(projects[0], true);
      tell('');
    }
    for (const file of projects.length > 0 ? extracts : await without_known(extracts, there())) client.add_file(file);
    for (const file of of_kind('recipe')) await take_recipe(file);
  }

  // The engine says what of it fits, once it has read the files.
  async function take_recipe(file) {
    try {
      command('import_recipe', { file_name: file.name, text: await file.text() });
      announce(text('web.live.recipe', file.name));
    } catch (problem) {
      on.refused(JSON.stringify(intake_problem('file.changed', file.name)));
    }
  }

  const requests = {
    save({ name = '' }) {
      if (problem.startsWith('saving.')) tell('');                 // should it fail again, that is news
      return saver.save(name === 'as');
    },
    async rename_project({ name = about.name ?? '' }) {
      const given = await ask_text(text('web.name.title'), text('web.name.words'), text('web.name.label'), name, text('web.dialog.done'));
      if (given !== null) command('name_project', { name: given });
    },
    async author({ name = about.author ?? '' }) {
      const given = await ask_text(text('web.author.title'), text('web.author.words'), text('web.author.label'), name, text('web.dialog.done'));
      if (given !== null) command('set_author', { name: given });
    },
    new_project() {
      saver.forget();
      command('new_project');
      on.emptied();
      tell('');
    },
    recovery: ({ name }) => recovery.turn(name === 'on'),
    async recover({ name }) {
      if (name !== 'yes') return recovery.throw_found_away();
      if (recovering) return;                                        // pressed twice
      recovering = true;
      try {
        if (!recovery.found || !await may_leave()) return;
        const found = await recovery.take_found();
        if (!found) return;
        saver.forget();
        client.open_project(found.file, false);
        if (found.changes.length > 0) command('restore_changes', { changes: found.changes });
        await recovery.recovered();
      } finally {
        recovering = false;
      }
    },
    erase: () => recovery.erase(),
    import_recipe() {
      const input = Object.assign(document.createElement('input'), { type: 'file', accept: '.json,application/json' });
      input.addEventListener('change', () => { if (input.files[0]) taking = taking.then(() => take_recipe(input.files[0])); });
      input.click();
    },
    async paste() {
      const words = await ask_pasted();
      if (words !== null) await (taking = taking.then(() => take_words(words)));
    },
  };

  addEventListener('pagehide', () => recovery.end());
  return {
    requests, recovery,
    // Done when all of them have been told to the engine.
    take_files(files, handle_of) { return taking = taking.then(() => take(files, handle_of)); },
    take_words(words) { return taking = taking.then(() => take_words(words)); },
    taken: () => taking,
    start: () => recovery.start(),
    event(event) {
      if (event.event === 'revision') {
        about = event.summary.project;
        sources = event.summary.sources;
        recovery.tell_project(about);
      } else if (event.event === 'journal') {
        about.change = event.change;
        if (client.replay) return;                                 // tells again what is kept already
        if (event.fresh) {
          era++;
          client.start_log_anew();
        }
        recovery.journal(event);
      } else if (event.event === 'failed' && /^project\.(?!bad_change)/.test(event.error.id)) {
        recovery.not_opened();
      }
    },
    idle() { recovery.idle(); },
    // A replay may have left out what killed the engine.
    restarted() { if (recovery.keeps) recovery.renew(); },
    tell() { tell(); },          // again, in another language
    has_unsaved: () => !!about.has_unsaved || recovery.carried > 0,
  };
}
