// Saving: where a project is written to, under which name, and what is said when it is not.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runInThisContext } from 'node:vm';

const source = readFileSync(fileURLToPath(new URL('../../web/saving.js', import.meta.url)), 'utf8');
const { Saver, file_of_project, project_of_file } = runInThisContext(`(() => { ${source}; return { Saver, file_of_project, project_of_file }; })()`);

let told, name, answers, downloads, files, picked;
beforeEach(() => { told = []; name = ''; answers = []; downloads = []; files = new Map(); picked = []; });

const refusal = kind => new DOMException('', kind);
// A file of the disk: what is written to it is there once it is closed.
const handle_of = (file_name, { create, write, close } = {}) => ({
  name: file_name,
  async createWritable() {
    if (create) throw create;
    let waiting = null;
    return {
      async write(blob) { waiting = await blob.text(); if (write) throw write; },
      async close() { if (close) throw close; files.set(file_name, waiting); },
      async abort() { told.push('aborted'); },
    };
  },
});
const saver_with = (pick, write = async begun => { begun('place'); return new Blob([`of ${name}`]); }) => new Saver({
  name_of: () => name,
  proposed_name: () => name || 'projet',
  async ask_name(proposed) { told.push(`asked, ${proposed}`); return answers.shift() ?? null; },
  name_it(given) { name = given; },
  write,
  saved(file_name, place) { told.push(`saved ${file_name} ${place}`); },
  problem(id) { told.push(id); },
  refused(json) { told.push(`refused ${json}`); },
}, pick, (blob, file_name) => downloads.push(file_name));
const picks = (...handles) => async options => {
  picked.push(options.suggestedName);
  const next = handles.shift();
  if (next instanceof Error) throw next;
  return next;
};

test('the first save asks where, names the project after the file, and the next one goes there without asking', async () => {
  const saver = saver_with(picks(handle_of('Clients mai.jumelles')));
  assert.equal(saver.file_name, '');
  await saver.save(false);
  assert.equal(name, 'Clients mai');
  assert.equal(files.get('Clients mai.jumelles'), 'of Clients mai', 'the name is in the file');
  await saver.save(false);
  assert.deepEqual(picked, ['projet.jumelles']);
  assert.deepEqual(told, ['saved Clients mai.jumelles place', 'saved Clients mai.jumelles place']);
  assert.equal(saver.file_name, 'Clients mai.jumelles');
});

test('save as always asks, and saves go to the new file from then on; a name that was given stays', async () => {
  name = 'Clients';
  const saver = saver_with(picks(handle_of('a.jumelles'), handle_of('b.jumelles')));
  await saver.save(false);
  await saver.save(true);
  await saver.save(false);
  assert.deepEqual(picked, ['Clients.jumelles', 'Clients.jumelles']);
  assert.deepEqual(told.map(said => said.split(' ')[1]), ['a.jumelles', 'b.jumelles', 'b.jumelles']);
  assert.equal(name, 'Clients');
});

test('not wanting to save after all is no failure', async () => {
  await saver_with(picks(refusal('AbortError'))).save(false);
  assert.deepEqual(told, []);
});

for (const [what, kind, id] of [['a full disk', 'QuotaExceededError', 'saving.problem.full'], ['a file that is gone', 'NotFoundError', 'saving.problem.gone'],
  ['a refused permission', 'NotAllowedError', 'saving.problem.refused'], ['anything else', 'UnknownError', 'saving.problem.failed']])
  for (const step of ['create', 'write', 'close'])
    test(`${what} at ${step} is said, the old file stays, and nothing is saved`, async () => {
      files.set('a.jumelles', 'old');
      const saver = saver_with(picks(handle_of('a.jumelles', { [step]: refusal(kind) })));
      await saver.save(false);
      assert.deepEqual(told, step === 'create' ? [id] : ['aborted', id]);
      assert.equal(files.get('a.jumelles'), 'old');
      assert.equal(saver.file_name, '', 'the next save asks again');
    });

test('a file that was refused or is gone is asked for again, a full disk leaves it', async () => {
  for (const [kind, stays] of [['NotFoundError', ''], ['NotAllowedError', ''], ['QuotaExceededError', 'opened.jumelles']]) {
    const saver = saver_with(picks());
    saver.forget(handle_of('opened.jumelles', { create: refusal(kind) }));
    await saver.save(false);
    assert.equal(saver.file_name, stays, kind);
  }
});

test('a file that was dropped is asked for right after the press, and once more where that was refused', async () => {
  for (const answer of ['granted', 'denied', 'prompt']) {
    const saver = saver_with(picks()), asked = [];
    told.length = 0;
    saver.forget({ ...handle_of('opened.jumelles'), requestPermission: async ({ mode }) => { asked.push(mode); return answer; } });
    await saver.save(false);
    assert.deepEqual(asked, ['readwrite']);
    assert.equal(saver.file_name, answer === 'granted' ? 'opened.jumelles' : '');
    if (answer !== 'granted') assert.deepEqual(told, ['saving.problem.refused']);
  }
});

test('what the engine refuses is said in its words, and an engine that is gone is said elsewhere', async () => {
  await saver_with(picks(handle_of('a.jumelles')), () => Promise.reject('{"event":"failed"}')).save(false);
  await saver_with(picks(handle_of('a.jumelles')), () => Promise.reject('')).save(false);
  assert.deepEqual(told, ['refused {"event":"failed"}']);
});

test('without files in place, a project is downloaded under its name; one without a name is asked for it once', async () => {
  const saver = saver_with(undefined);
  await saver.save(false);
  assert.deepEqual([told, downloads], [['asked, projet'], []], 'no answer, no file');
  answers = ['Mai'];
  await saver.save(false);
  await saver.save(false);
  assert.deepEqual(downloads, ['Mai.jumelles', 'Mai.jumelles']);
  assert.equal(name, 'Mai');
  answers = ['Juin'];
  await saver.save(true);
  await saver.save(false);
  assert.deepEqual(downloads.slice(2), ['Juin.jumelles', 'Juin.jumelles']);
  assert.equal(name, 'Mai', 'a copy under another name renames nothing');
  assert.equal(told.filter(said => said.startsWith('asked')).length, 3);
});

test('a second save while one goes on is none', async () => {
  let release;
  const saver = saver_with(picks(handle_of('a.jumelles')), begun => new Promise(done => { release = () => { begun('place'); done(new Blob(['x'])); }; }));
  const first = saver.save(false);
  await new Promise(done => setTimeout(done, 1));
  await saver.save(false);
  release();
  await first;
  assert.equal(told.length, 1);
});

test('names of projects and of files', () => {
  assert.deepEqual(['a/b:c', ' Mai. ', 'Été 2026', '..'].map(file_of_project), ['a-b-c.jumelles', 'Mai.jumelles', 'Été 2026.jumelles', '.jumelles']);
  assert.deepEqual(['a.b.jumelles', 'projet'].map(project_of_file), ['a.b', 'projet']);
});
