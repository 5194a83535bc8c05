// What is kept without a save, and what saves say: recovery when the browser is killed at any moment, nothing written before it is wanted and
// nothing left once it is erased, files in place, extracts that have changed.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  at_rest, choose_files, command_line, kill_profile, launch, launch_profile, match, open_studio, serve_built_file, summary_of, temporary_folder,
} from './browser.mjs';
import { launch_firefox } from './firefox.mjs';

let server, browser, folder, remove;
before(async () => { [server, browser] = await Promise.all([serve_built_file(), launch()]); ({ folder, remove } = temporary_folder()); });
after(async () => { await browser.close(); await server.close(); remove(); });

// The same numbers every time.
let state = 4711;
const below = n => (state = (state * 1103515245 + 12345) % 2147483648) % 100003 % n;

// Two small extracts of the same people, with slips.
const given = ['Anne', 'Luc', 'Paul', 'Marie', 'Hugo', 'Jeanne', 'Nora', 'Karim', 'Elsa', 'Yves'];
const names = ['Durand', 'Petit', 'Moreau', 'Leroy', 'Faure', 'Blanc', 'Henry', 'Roux', 'Garnier', 'Chevalier', 'Lambert', 'Fontaine'];
const people = Array.from({ length: 240 }, (_, i) => [`${i}`, given[below(10)], names[below(12)], `${1930 + below(70)}-${10 + below(3)}-${10 + below(19)}`, `06 39 98 ${10 + below(90)} ${10 + below(90)}`]);
const table = rows => ['id,prenom,nom,date_naissance,telephone', ...rows.map(row => row.join())].join('\n') + '\n';
const shop_rows = people.slice(60).map(([id, first, last, ...more]) => ['B' + id, first, below(3) ? last : last.slice(0, -1) + 'x', ...more]);
const file = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const extracts = [file('clients.csv', table(people)), file('magasin.csv', table(shop_rows))];

const no_picker = page => page.addInitScript(() => { delete self.showSaveFilePicker; });
const open = (from = browser, prepare = no_picker) => open_studio(from, { address: server.address, prepare });
const judged = page => page.evaluate(() => jumelles.heard.summary.decisions.judged_pair_count);
const button = (page, key) => page.locator(`[data-key="${key}"]`);
// Also of what is further down on its screen.
const press = (page, key) => page.evaluate(key => { jumelles.studio.activate(key, ''); jumelles.wake(); }, key);
const unsaved = page => page.evaluate(() => jumelles.heard.summary.project.has_unsaved);

async function to_pairs(page) {
  await page.getByRole('tab', { name: /^Paires/ }).click();
  await page.getByRole('radio', { name: /^Liées/ }).click();
  await button(page, 'pairs/row/0').focus();
}
async function with_result(page) {
  await choose_files(page, extracts);
  await at_rest(page);
  await match(page);
}
async function judge(page, count) {
  const sum = await judged(page) + count;
  for (let i = 0; i < count; i++) await page.keyboard.press('d');
  await page.waitForFunction(sum => jumelles.heard.summary.decisions.judged_pair_count === sum, sum);
  await at_rest(page);
}

// Everything that a page can leave in a browser.
const stored = page => page.evaluate(async () => {
  const files = [];
  for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
  return [...(await indexedDB.databases()).map(({ name }) => name), ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await caches.keys(), ...files];
});
const kept_rows = page => page.evaluate(() => new Promise(done => {
  const request = indexedDB.open('jumelles');
  request.onsuccess = () => {
    const counts = ['snapshot', 'changes'].map(store => new Promise(counted => {
      const count = request.result.transaction(store).objectStore(store).count();
      count.onsuccess = () => counted(count.result);
    }));
    Promise.all(counts).then(([snapshots, changes]) => { request.result.close(); done(snapshots + changes); });
  };
}));

async function reload(page) {
  await page.reload();
  await page.waitForFunction(() => self.jumelles && jumelles.client.memory > 0);
  await page.locator('#skip').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => jumelles.projects.recovery.can_keep);
  await at_rest(page);
}

test('nothing is written before it is wanted, leaving asks only where something is unsaved, and what is erased is gone', async () => {
  const { page, context, problems } = await open();
  const asked = [];
  page.on('dialog', dialog => { asked.push(dialog.type()); dialog.accept(); });
  await page.locator('#mirror').click({ position: { x: 300, y: 700 } });
  await reload(page);
  assert.deepEqual(asked, [], 'nothing is there to be lost');
  await with_result(page);
  await to_pairs(page);
  await judge(page, 2);
  await button(page, 'project/offer/on').waitFor();
  await press(page, 'project/offer/what');
  await page.getByText('Jamais les lignes des extraits').first().waitFor();
  assert.deepEqual(await stored(page), []);
  await reload(page);
  assert.deepEqual(asked.splice(0), ['beforeunload']);
  assert.deepEqual(await stored(page), []);
  assert.equal(await button(page, 'project/found').count(), 0);

  await with_result(page);
  await to_pairs(page);
  await judge(page, 2);
  await button(page, 'project/offer/on').click();
  await page.waitForFunction(() => jumelles.projects.recovery.recovery === 'on');
  await button(page, 'project/offer/on').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+s');
  await page.getByRole('textbox', { name: 'Nom' }).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  await download.path();
  await page.waitForFunction(() => !jumelles.heard.summary.project.has_unsaved);
  await reload(page);
  assert.deepEqual(asked, [], 'all of it was saved');
  assert.equal(await button(page, 'project/found').count(), 0, 'what is saved is not offered');

  await with_result(page);
  await to_pairs(page);
  await judge(page, 3);
  assert.equal(await button(page, 'project/offer').count(), 0, 'it is offered once');
  await reload(page);
  assert.deepEqual(asked.splice(0), ['beforeunload']);
  await button(page, 'project/found/yes').waitFor();
  await with_result(page);
  await to_pairs(page);
  await judge(page, 1);
  await page.getByRole('tab', { name: /^Livraison/ }).click();
  await button(page, 'project/erase').waitFor({ state: 'attached' });
  await press(page, 'project/erase');
  await button(page, 'project/ask_erase/yes').click();
  await button(page, 'project/found').waitFor({ state: 'detached' });
  for (let i = 0; i < 100 && (await stored(page)).length > 0; i++) await page.waitForTimeout(20);
  assert.deepEqual(await stored(page), []);
  await to_pairs(page);
  await judge(page, 1);
  assert.equal(await button(page, 'project/offer').count(), 0, 'who erased is not asked at once to keep');
  assert.deepEqual(await stored(page), [], 'nothing is kept any more');
  await reload(page);
  assert.equal(await button(page, 'project/found').count(), 0);
  assert.deepEqual(problems, []);
  await context.close();
});

test('who does not want it is not asked again, and of the work nothing is written', async () => {
  const { page, context } = await open();
  page.on('dialog', dialog => dialog.accept());
  await with_result(page);
  await to_pairs(page);
  await judge(page, 1);
  await button(page, 'project/offer/later').click();
  await page.waitForFunction(() => jumelles.projects.recovery.recovery === 'off');
  await judge(page, 2);
  assert.equal(await kept_rows(page), 0);
  await reload(page);
  await with_result(page);
  await to_pairs(page);
  await judge(page, 1);
  assert.equal(await button(page, 'project/offer').count(), 0);
  assert.equal(await button(page, 'project/found').count(), 0);
  await context.close();
});

test('killed at ten moments, the browser has lost no decision that was counted', async () => {
  const profile = join(folder, 'killed');
  let counted = 0, pressed = 0;
  for (let round = 0; round <= 10; round++) {
    const { page, problems } = await open(await launch_profile(profile));
    if (round > 0) {
      await button(page, 'project/found/yes').click();
      await page.waitForFunction(() => jumelles.heard.summary?.project.missing_count === 2);
      await at_rest(page);
      // What was lost would not come by waiting.
      await page.waitForFunction(counted => jumelles.heard.summary.decisions.judged_pair_count >= counted, counted, { timeout: 20000 }).catch(() => {});
      const found = await judged(page);
      assert.ok(found >= counted && found <= pressed, `round ${round}: ${counted} counted, ${found} found, ${pressed} pressed`);
      pressed = found;
      await button(page, 'top/unsaved').waitFor({ state: 'attached', timeout: 20000 });  // what was recovered is unsaved
    }
    if (round === 10) {
      assert.deepEqual(problems, []);
      await page.context().close();
      break;
    }
    if (round === 0) {
      await with_result(page);
      await to_pairs(page);
      await judge(page, 1);
      pressed++;
      await button(page, 'project/offer/on').click();
      await page.waitForFunction(() => jumelles.projects.recovery.recovery === 'on');
    }
    const before = pressed;
    for (let i = 2 + below(4); i > 0; i--, pressed++) await page.evaluate(number => {
      const record = (source, id) => ({ source, id, row: 0, content: '' });
      jumelles.client.command(JSON.stringify({ command: 'judge_pair', a: record('clients', String(number)), b: record('magasin', 'B' + (number + 61)), verdict: 'different' }));
    }, round * 10 + i);
    await page.waitForFunction(before => jumelles.heard.summary.decisions.judged_pair_count > before, before);
    await page.waitForTimeout(below(120));
    counted = await judged(page);
    await kill_profile(profile);
  }
  assert.ok(counted > 10, `${counted} counted`);
});

test('a save goes to the file that was chosen, again and again; one that fails says so each time, and nothing is taken for saved', async () => {
  const { page, context, problems } = await open(browser, page => page.addInitScript(() => {
    self.picked = 0;
    self.written = [];
    self.file_handle = {
      name: 'juin.jumelles',
      async createWritable() {
        if (self.refusal) throw new DOMException('', self.refusal);
        const parts = [];
        return { async write(part) { parts.push(part); }, async abort() {}, async close() { self.written.push(new Blob(parts)); } };
      },
    };
    self.showSaveFilePicker = async () => { self.picked++; return self.file_handle; };
  }));
  await with_result(page);
  await to_pairs(page);
  await judge(page, 2);
  const save = async count => {
    await page.keyboard.press('Control+s');
    await page.waitForFunction(count => written.length === count, count);
    await page.waitForFunction(() => !jumelles.heard.summary.project.has_unsaved);
    await button(page, 'top/unsaved').waitFor({ state: 'detached' });
  };
  await save(1);
  assert.deepEqual(await page.evaluate(() => [jumelles.heard.summary.project.name, jumelles.heard.summary.project.file_name]), ['juin', 'juin.jumelles']);
  await judge(page, 1);
  await button(page, 'top/unsaved').waitFor();
  await page.evaluate(() => { self.refusal = 'QuotaExceededError'; });
  for (let i = 0; i < 2; i++) {
    await page.keyboard.press('Control+s');
    await page.getByText('Le disque est plein').first().waitFor();
    assert.equal(await unsaved(page), true);
    assert.ok(await button(page, 'top/unsaved').count());
    await button(page, 'project/storage_problem/read').click();
    await button(page, 'project/storage_problem').waitFor({ state: 'detached' });
  }
  await page.evaluate(() => { self.refusal = null; });
  await save(2);
  assert.equal(await page.evaluate(() => picked), 1);
  for (const [i, count] of [2, 3].entries()) {
    const path = join(folder, 'juin.jumelles');
    writeFileSync(path, Buffer.from(await page.evaluate(async i => [...new Uint8Array(await written[i].arrayBuffer())], i)));
    execFileSync(command_line(), ['project', 'check', path], { stdio: 'ignore' });
    const exported = execFileSync(command_line(), ['project', 'export', path], { encoding: 'utf8', maxBuffer: 1e8, cwd: folder });
    const text = exported.trim().startsWith('{') ? exported : readFileSync(join(folder, 'project.json'), 'utf8');
    assert.equal(JSON.parse(text).decisions.length, count);
  }
  assert.deepEqual(problems, []);
  await context.close();
});

test('the same extracts are bound without a word, also when they come with the project; a changed one is said', async () => {
  const { page, context, problems } = await open();
  page.on('dialog', dialog => dialog.accept());
  await with_result(page);
  await to_pairs(page);
  await judge(page, 2);
  const project = { name: 'projet.jumelles', mimeType: '', buffer: Buffer.from(await page.evaluate(async () => [...new Uint8Array(await (await jumelles.client.export_file('jumelles')).arrayBuffer())])) };
  const differing = () => page.evaluate(() => jumelles.heard.summary.sources.filter(source => source.differs_from_project).map(source => source.name));
  const opened = async files => {
    await reload(page);
    await choose_files(page, files);
    await page.waitForFunction(() => jumelles.heard.summary?.has_result);
    await at_rest(page);
    assert.equal(await judged(page), 2);
    assert.deepEqual(await page.evaluate(() => jumelles.heard.summary.sources.map(source => source.name)), ['clients', 'magasin']);
    await page.getByRole('tab', { name: /^Sources/ }).click();
    await button(page, 'sources/card/0').click();
  };
  await opened([extracts[1], project, extracts[0]]);
  assert.deepEqual(await differing(), []);
  assert.equal(await unsaved(page), false);
  assert.equal(await button(page, 'sources/differs').count(), 0);
  await opened([project, file('clients.csv', table(people.slice(0, 239))), extracts[1]]);
  assert.deepEqual(await differing(), ['clients']);
  await button(page, 'sources/differs').waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

// ---- Firefox, where a save is a download

const people_files = () => extracts.map(({ name, buffer }) => {
  writeFileSync(join(folder, name), buffer);
  return join(folder, name);
});

async function open_firefox(profile) {
  const firefox = await launch_firefox({ profile, downloads: folder });
  const { page, problems } = await firefox.open(server.address + '#plain,test');
  await page.waitForFunction(() => self.jumelles && jumelles.client.memory > 0 && jumelles.projects.recovery.can_keep);
  const choose = async files => {
    await (await page.$('#files')).uploadFile(...files);
    await page.evaluate(() => new Promise(done => setTimeout(done, 50)));
    await page.evaluate(() => jumelles.projects.taken());
    await page.waitForFunction(() => jumelles.client.is_at_rest());
  };
  const judge = number => page.evaluate(number => {
    const record = (source, id) => ({ source, id, row: 0, content: '' });
    jumelles.client.command(JSON.stringify({ command: 'judge_pair', a: record('clients', String(number)), b: record('magasin', 'B' + (60 + number)), verdict: 'different' }));
  }, number);
  const counted = count => page.waitForFunction(count => jumelles.heard.summary?.decisions.judged_pair_count === count, {}, count);
  return { firefox, page, problems, choose, judge, counted };
}

test('in Firefox, what was saved is opened again, and killed it has lost nothing that was counted', async t => {
  const profile = join(folder, 'firefox');
  const first = await open_firefox(profile);
  await first.choose(people_files());
  await first.page.evaluate(() => document.querySelector('[data-key="run"]').click());
  await first.page.waitForFunction(() => jumelles.heard.summary.has_result && jumelles.client.is_at_rest());
  await first.page.evaluate(() => jumelles.client.command('{"command":"set_threshold","probability":0.83,"final":true}'));
  await first.judge(1);
  await first.counted(1);
  await first.page.evaluate(() => jumelles.client.command('{"command":"name_project","name":"Renard"}'));
  await first.page.waitForFunction(() => jumelles.heard.summary.project.name === 'Renard');
  await first.page.evaluate(() => document.querySelector('[data-key="save"]').click());
  await first.page.waitForFunction(() => jumelles.heard.summary.project.file_name === 'Renard.jumelles' && !jumelles.heard.summary.project.has_unsaved);
  await first.page.evaluate(() => { document.querySelector('#plain-recovery').click(); });
  await first.page.waitForFunction(() => jumelles.projects.recovery.recovery === 'on');
  for (let i = 2; i < 8; i++) await first.judge(i);
  await first.counted(7);
  await first.firefox.kill();
  assert.deepEqual(first.problems, []);

  const { firefox, page, choose, counted } = await open_firefox(profile);
  t.after(() => firefox.close());  // else a failure would wait for it
  await page.waitForFunction(() => jumelles.projects.recovery.found?.change_count >= 6);
  await page.evaluate(() => jumelles.projects.requests.recover({ name: 'yes' }));
  await counted(7);
  await page.evaluate(() => jumelles.projects.requests.new_project());
  await page.waitForFunction(() => jumelles.heard.summary.sources.length === 0);
  await choose([join(folder, 'Renard.jumelles')]);
  await choose(people_files());
  await page.waitForFunction(() => jumelles.heard.summary.has_result);
  await counted(1);
  assert.equal((await page.evaluate(() => jumelles.heard.summary.threshold)).toFixed(2), '0.83');
});
