// What people give, as files for the engine: dropped, chosen or pasted. What is no file, or is there already, is said.

const kFolderFiles = 200;              // of one folder: more is no set of extracts
const kPastedEnding = '.pasted';       // of files that are on no disk: projects keep them (engine/document/project.h)
const kCompareBytes = 1 << 22;

const intake_problem = (id, ...values) => ({ event: 'failed', task: 'import', subject: values[0], error: { code: 'bad_input', id, arguments: values.map(String) } });

// Of a drop: must be called while the event lasts. Each with its file, and what tells a folder; a handle can be written to.
function things_of_drop(transfer) {
  return [...transfer.items].filter(({ kind }) => kind === 'file').map(item => ({
    file: item.getAsFile(), entry: item.webkitGetAsEntry?.(),
    handle: Promise.resolve(item.getAsFileSystemHandle?.()).catch(() => null),
  }));
}

// What lies in a folder, one level deep: [name, is a folder, () => its file].
async function things_in(handle, entry) {
  if (handle?.values) {
    const found = [];
    for await (const child of handle.values()) found.push([child.name, child.kind === 'directory', () => child.getFile()]);
    return found;
  }
  const reader = entry.createReader(), found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return found;
    for (const child of some) found.push([child.name, child.isDirectory, () => new Promise((done, failed) => child.file(done, failed))]);
  }
}

async function files_in(handle, entry, problems) {
  const name = entry?.name ?? handle.name;
  try {
    const things = (await things_in(handle, entry)).filter(([child]) => !/^(\.|~\$)|^(thumbs\.db|desktop\.ini)$/i.test(child));
    const files = things.filter(([, is_folder]) => !is_folder).sort(([a], [b]) => a < b ? -1 : 1);
    const inside = things.length - files.length;
    if (files.length > kFolderFiles) {
      problems.push(intake_problem('file.folder_full', name, files.length, kFolderFiles));
      return [];
    }
    if (inside > 0) problems.push(intake_problem('file.folders_inside', name));
    else if (files.length === 0) problems.push(intake_problem('file.folder_empty', name));
    return await Promise.all(files.map(([, , file]) => file()));
  } catch (problem) {
    problems.push(intake_problem('file.folder_closed', name));
    return [];
  }
}

// { files, handles: of a file, problems: as failed events }
async function files_of_drop(things) {
  const files = [], handles = new Map(), problems = [];
  for (const { file, entry, handle } of things) {
    const told = await handle;
    if (entry?.isDirectory || told?.kind === 'directory') {
      files.push(...await files_in(told, entry, problems));
    } else if (file) {
      files.push(file);
      handles.set(file, told);
    }
  }
  return { files, handles, problems };
}

async function same_bytes(a, b) {
  if (a.size !== b.size || a.size === 0) return false;       // of an empty file the engine says so
  if (a === b) return true;
  try {
    for (let at = 0; at < a.size; at += kCompareBytes) {
      const [x, y] = await Promise.all([a, b].map(async file => new Uint8Array(await file.slice(at, at + kCompareBytes).arrayBuffer())));
      if (x.length !== y.length || x.some((byte, i) => byte !== y[i])) return false;
    }
    return true;
  } catch (problem) {
    return false;                      // the engine says what is wrong with it
  }
}

// Of `files`, those to read: what is there already is asked about, in one question. `there`: the files that are.
async function without_known(files, there) {
  const known = [...there], fresh = [], again = [];
  for (const file of files) {
    let same = null;
    for (const other of known) if (!same && await same_bytes(file, other)) same = other;
    if (same) again.push([file, same]);
    else fresh.push(file);
    known.push(file);
  }
  if (again.length === 0) return files;
  const named = again.slice(0, 5).map(([file, same]) => file.name === same.name ? file.name : text('web.again.as', file.name, same.name));
  if (again.length > 5) named.push('…');
  const words = text(again.length === 1 ? 'web.again.words_one' : 'web.again.words', named.join(', '));
  return await ask_whether(text('web.again.title'), words, text('web.again.yes'), text('web.again.no')) ? files : fresh;
}

// A table of a spreadsheet, as it comes by the clipboard: tabs between cells. null: no table.
function pasted_file(words, taken) {
  const lines = words.split(/\r\n?|\n/).filter(line => line.trim() !== '');
  if (lines.length < 2) return null;
  let number = 1;
  const name = () => text('web.paste.name', number) + kPastedEnding;
  while (taken.has(name())) number++;
  return new File([words], name(), { type: 'text/plain', lastModified: 0 });
}

const is_text_field = node => !!node?.closest?.('input:not([type=range]):not([type=file]):not([type=checkbox]), textarea, [contenteditable], dialog');

// Ctrl+V outside of text fields. `take`: take_words(words) and take_files(files).
function connect_paste(take_words, take_files) {
  addEventListener('paste', event => {
    if (is_text_field(event.target)) return;
    const words = event.clipboardData.getData('text/plain'), files = [...event.clipboardData.files];
    event.preventDefault();
    // A spreadsheet also offers a picture of the cells, a file manager the names of the files.
    if (files.length > 0 && !words.includes('\t')) take_files(files);
    else take_words(words);
  });
}

// By a button: browsers may refuse, or ask. Then a field takes it by Ctrl+V. null: nothing was pasted.
async function ask_pasted() {
  try {
    const words = await navigator.clipboard.readText();
    if (words.trim() !== '') return words;
  } catch (refused) {}
  const field = document.createElement('textarea');
  field.id = 'question-paste';
  field.rows = 4;
  field.setAttribute('aria-labelledby', 'question-title');
  field.addEventListener('paste', event => {
    const words = event.clipboardData.getData('text/plain');
    if (words === '') return;
    event.preventDefault();
    field.value = words;
    field.closest('dialog').close('yes');
  });
  const answer = await ask(text('web.paste.title'), text('web.paste.words', /Mac/.test(navigator.platform) ? '⌘V' : 'Ctrl+V'), [field],
    [['yes', text('web.dialog.done')], ['', text('web.dialog.cancel')]], field);
  return answer === 'yes' ? field.value : null;
}
