// Work that is kept: saved, the browser killed, opened in a new one; and recovered where nothing was saved. On file:// and over http.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  at_rest, choose_files, command_line, extracts, file_address, kill_profile, launch, launch_profile, match, open_studio, processes_of, serve_built_file, summary_of,
  temporary_folder,
} from './browser.mjs';

const kDecisions = 40;
let server, folder, remove;
before(async () => { server = await serve_built_file(); ({ folder, remove } = temporary_folder()); });
after(async () => { await server.close(); remove(); });

// Headless browsers have no dialog for choosing a file to write: there a save is a download.
const no_picker = page => page.addInitScript(() => { delete self.showSaveFilePicker; });
const open_in = async (profile, address) => open_studio(await launch_profile(profile), { address, prepare: no_picker });

const exported = (page, kind) => page.evaluate(async kind => (await jumelles.client.export_file(kind)).text(), kind);
const deliverables = async page => Object.fromEntries(await Promise.all(['golden', 'xref', 'pairs'].map(async kind => [kind, await exported(page, kind)])));
const document_of = async page => JSON.parse(await exported(page, 'project'));
const judgments = ({ decisions }) => decisions.map(({ a, b, verdict }) => [a, b, verdict]);

// What a person does: looks at pairs, forty keys; another rule of golden records.
async function judge_and_change_a_rule(page) {
  await page.getByRole('tab', { name: /^Paires/ }).click();
  await page.locator('[data-key="pairs/verdict/same"]').waitFor();
  await page.locator('[data-key="pairs/row/0"]').focus();
  for (let i = 0; i < kDecisions; i++) {
    await page.keyboard.press(i % 2 ? 'm' : 'd');
    await page.waitForFunction(count => jumelles.heard.summary.decisions.judged_pair_count === count, i + 1);
  }
  await page.evaluate(() => {
    const rule = jumelles.heard.summary.survivorship.find(({ offered, cascade }) => offered.some(id => !cascade.includes(id)));
    const cascade = [rule.offered.find(id => !rule.cascade.includes(id)), ...rule.cascade];
    jumelles.client.command(JSON.stringify({ command: 'set_survivorship_rule', rule: rule.name, cascade }));
  });
  await page.waitForFunction(() => jumelles.heard.summary.survivorship.some(rule => rule.chosen_by_user) && !jumelles.heard.summary.is_stale);
  await at_rest(page);
}

async function save_as(page, name, path) {
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Nom du projet' });
  await dialog.getByRole('textbox', { name: 'Nom' }).fill(name);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  assert.equal(download.suggestedFilename(), name + '.jumelles');
  await download.saveAs(path);
  await page.waitForFunction(() => !jumelles.heard.summary.project.has_unsaved);
}

function by_the_command_line(project) {
  const { folder: out, remove: done } = temporary_folder();
  try {
    execFileSync(command_line(), ['auto', ...extracts, '--project', project, '--out', out], { stdio: ['ignore', 'ignore', 'inherit'] });
    return Object.fromEntries(['golden', 'xref', 'pairs'].map(name => [name, readFileSync(join(out, name + '.csv'), 'utf8').replace(/^\uFEFF/, '')]));
  } finally {
    done();
  }
}

const asks_for = (page, count) => page.waitForFunction(count => jumelles.heard.summary?.project.missing_count === count, count);
const has_result = page => page.waitForFunction(() => jumelles.heard.summary?.has_result && !jumelles.heard.summary.is_stale, null, { timeout: 120000 });

for (const over_http of [false, true]) {
  test(`judged, changed, saved, the browser killed, opened in a new one: everything is there, ${over_http ? 'over http' : 'on file://'}`, async () => {
    const address = over_http ? server.address : file_address, profile = join(folder, 'saved' + over_http), saved = join(folder, `mai${over_http}.jumelles`);
    const first = await open_in(profile, address);
    await choose_files(first.page, extracts);
    await match(first.page);
    await judge_and_change_a_rule(first.page);
    const [former, files] = [await document_of(first.page), await deliverables(first.page)];
    assert.equal(former.decisions.length, kDecisions);
    await save_as(first.page, 'Clients mai', saved);
    assert.equal((await summary_of(first.page)).project.name, 'Clients mai');
    assert.deepEqual(first.problems, []);
    await kill_profile(profile);

    const { page, context, problems } = await open_in(profile, address);
    await choose_files(page, [saved]);
    await asks_for(page, 3);
    const opened = await summary_of(page);
    assert.deepEqual(opened.sources.map(({ name, state }) => [name, state]), [['crm', 'missing'], ['boutique', 'missing'], ['facturation', 'missing']]);
    assert.equal(opened.project.name, 'Clients mai');
    assert.equal(opened.decisions.judged_pair_count, kDecisions);
    assert.equal(opened.project.has_unsaved, false);
    await choose_files(page, extracts);
    await has_result(page);
    await at_rest(page);
    const again = await document_of(page);
    assert.deepEqual(judgments(again), judgments(former));
    assert.deepEqual(again.survivorship, former.survivorship);
    assert.deepEqual(again.sources.map(({ name, file }) => [name, file]), former.sources.map(({ name, file }) => [name, file]));
    const now = await deliverables(page), commanded = by_the_command_line(saved);
    for (const kind of ['golden', 'xref', 'pairs']) {
      assert.ok(now[kind] === files[kind], `${kind}.csv is not what it was before`);
      assert.ok(now[kind] === commanded[kind], `${kind}.csv is not what the command line writes`);
    }
    assert.deepEqual(problems, []);
    await context.close();
  });
}
