// Saving a project: into the file that was chosen, where the browser can write in place, else as a download.
// A file in place is written whole beside the old one, which the browser replaces when it is closed: a tab that dies before leaves the old one.

const kProjectEnding = '.jumelles';
const kProjectType = { 'application/vnd.jumelles.project': [kProjectEnding] };

const project_of_file = file_name => file_name.replace(/\.[^.]*$/, '');
// What no system takes in a name of a file becomes a dash.
const file_of_project = name => name.replace(/[\u0000-\u001f<>:"/\\|?*]+/g, '-').replace(/^[\s.]+|[\s.]+$/g, '') + kProjectEnding;

function saving_problem(problem) {
  if (problem?.name === 'QuotaExceededError') return 'saving.problem.full';
  if (problem?.name === 'NotFoundError') return 'saving.problem.gone';
  return ['NotAllowedError', 'SecurityError', 'NoModificationAllowedError'].includes(problem?.name) ? 'saving.problem.refused' : 'saving.problem.failed';
}

async function write_in_place(handle, blob) {
  const file = await handle.createWritable();
  try {
    await file.write(blob);
    await file.close();
  } catch (problem) {
    await file.abort().catch(() => {});
    throw problem;
  }
}

class Saver {
  // `on`: name_of() the project's, "" without; proposed_name(); ask_name(proposed), a promise of one or null; name_it(name); write(begun), a
  // promise of the file's bytes, begun(place) called when it is settled what is in them; saved(file_name, place); problem(id), refused(json).
  // `pick`: showSaveFilePicker, where there is one.
  constructor(on, pick, download) {
    Object.assign(this, { on, pick, download });
    this.forget();
  }

  // The next save asks where to.
  forget(handle = null) {
    this.handle = handle;
    this.downloads_to = '';
  }
  // What a save goes to without asking.
  get file_name() { return this.handle ? this.handle.name : this.downloads_to; }

  async save(asks) {
    if (this.saving) return;
    this.saving = true;
    try {
      await (this.pick ? this.save_in_place(asks) : this.save_download(asks));
    } catch (problem) {
      if (problem === '') return;                                    // the engine is gone, which is told elsewhere
      if (typeof problem === 'string') this.on.refused(problem);     // by the engine, in its own words
      else this.on.problem(saving_problem(problem));
    } finally {
      this.saving = false;
    }
  }

  // The file is asked for first: browsers allow that only right after a press.
  async save_in_place(asks) {
    let handle = asks ? null : this.handle;
    try {
      if (!handle) handle = await this.pick({ suggestedName: file_of_project(this.on.proposed_name()), types: [{ accept: kProjectType }] });
      else if (await (handle.requestPermission?.({ mode: 'readwrite' }) ?? 'granted') !== 'granted') throw new DOMException('', 'NotAllowedError');
    } catch (problem) {
      if (problem.name === 'AbortError') return;                     // not now
      if (handle) this.forget();                                     // the next one asks
      throw problem;
    }
    if (!this.on.name_of()) this.on.name_it(project_of_file(handle.name));
    const { blob, place } = await this.bytes();
    try {
      await write_in_place(handle, blob);
    } catch (problem) {
      if (handle === this.handle && ['NotFoundError', 'NotAllowedError'].includes(problem.name)) this.forget();      // the next one asks
      throw problem;
    }
    this.handle = handle;
    this.on.saved(handle.name, place);
  }

  async save_download(asks) {
    let name = asks || !this.downloads_to ? null : project_of_file(this.downloads_to);
    if (name === null) {
      name = !asks && this.on.name_of() || await this.on.ask_name(this.on.proposed_name());
      if (!name) return;
      if (!this.on.name_of()) this.on.name_it(name);
    }
    const { blob, place } = await this.bytes();
    this.downloads_to = file_of_project(name);
    this.download(blob, this.downloads_to);
    this.on.saved(this.downloads_to, place);
  }

  async bytes() {
    let place;
    const blob = await this.on.write(at => { place = at; });
    return { blob, place };
  }
}
