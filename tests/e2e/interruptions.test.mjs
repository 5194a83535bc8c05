// What comes in between: a file dropped while a run goes on, Escape, undo beyond the start, an engine that is slow and not dead,
// a list whose ids say nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at_rest, choose_files, extracts, launch, match, open_studio, summary_of, text_of } from './browser.mjs';

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

const csv = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const key = (page, name) => page.locator(`#mirror [data-key="${name}"]`);
const press_match = page => page.getByRole('button', { name: 'Rapprocher', exact: true }).and(page.locator(':not([aria-disabled])')).click();
// Everything that ended since, as the engine told it.
const listen = page => page.evaluate(() => {
  const { studio } = jumelles, receive = studio.receive.bind(studio);
  self.ended = [];
  studio.receive = json => { if (json.includes('"event":"task_ended"')) ended.push(JSON.parse(json)); receive(json); };
});

test('a file dropped while matching is read after it, and the result is there', async () => {
  const { page, context, problems } = await open_studio(browser);
  await choose_files(page, extracts);
  await listen(page);
  await press_match(page);
  await page.waitForFunction(() => document.querySelector('#mirror [role=progressbar]'));
  await choose_files(page, [csv('salon.csv', 'id;nom;prenom;email\n1;Durand;Anne;anne@exemple.fr\n2;Petit;Luc;luc@exemple.fr\n')]);
  await page.waitForFunction(() => jumelles.heard.summary.sources.length === 4 && jumelles.heard.summary.sources.every(source => source.state === 'ready'));
  await at_rest(page);
  const summary = await summary_of(page);
  assert.ok(summary.has_result, 'the run was abandoned');
  assert.ok(summary.is_stale, 'the new file is not in the result');
  assert.deepEqual((await page.evaluate(() => ended)).filter(({ task }) => task !== 'audit').map(({ task, canceled }) => [task, canceled]).slice(-2), [['run', false], ['import', false]]);
  await match(page);
  assert.equal((await summary_of(page)).counts.record_count, 12002);
  assert.deepEqual(problems, []);
  await context.close();
});

test('Escape cancels a run, and a former result is said to stay only where there is one', async () => {
  const { page, context } = await open_studio(browser);
  await choose_files(page, extracts);
  const cancel = async () => {
    await press_match(page);
    await page.waitForFunction(() => document.querySelector('#mirror [role=progressbar]'));
    await page.keyboard.press('Escape');
    const said = page.locator('#mirror [data-key="status/result"][aria-label*="annulé"]');
    await said.waitFor();
    return said.getAttribute('aria-label');
  };
  assert.doesNotMatch(await cancel(), /résultat précédent/);
  assert.equal((await summary_of(page)).has_result, false);
  await match(page);
  await page.evaluate(() => jumelles.client.command('{"command":"set_column_type","source":"crm","column":"civilite","type":"ignored"}'));
  await at_rest(page);
  assert.match(await cancel(), /le résultat précédent reste/);
  assert.equal((await summary_of(page)).has_result, true);
  await context.close();
});

test('undo ends at the start, quietly, with nothing of a former result on any screen, and redo brings it back', async () => {
  const { page, context, problems } = await open_studio(browser);
  await choose_files(page, extracts);
  await match(page);
  await page.getByRole('tab', { name: /^Paires/ }).click();
  await key(page, 'pairs/row/5').click();
  const { counts } = await summary_of(page);
  for (let i = 0; i < 12; i++) await page.keyboard.press('Control+z');
  await page.waitForFunction(() => jumelles.heard.summary.sources.length === 0);
  await at_rest(page);
  await page.waitForTimeout(500);
  for (const screen of ['Paires', 'Fiches', 'Livraison', 'Règles', 'Sources']) {
    await page.getByRole('tab', { name: screen }).click();
    await page.waitForTimeout(300);
    const shown = await text_of(page);
    assert.doesNotMatch(shown, /pairs\/row|sur 0|^\?$|Il n’y a rien à annuler/m, screen);
    assert.ok(!shown.includes(String(counts.linked_pair_count)), `${screen} still shows the former result`);
    assert.equal(await key(page, 'failure').count(), 0);
  }
  for (let i = 0; i < 12; i++) await page.keyboard.press('Control+y');
  await page.waitForFunction(() => jumelles.heard.summary.has_result);
  await at_rest(page);
  assert.deepEqual((await summary_of(page)).counts, counts);
  assert.equal(await key(page, 'failure').count(), 0);
  assert.deepEqual(problems, []);
  await context.close();
});

test('after quick undo and redo a click goes where it points', async () => {
  const { page, context } = await open_studio(browser);
  await choose_files(page, extracts);
  await match(page);
  for (const letter of ['z', 'y']) {
    for (let i = 0; i < 8; i++) {
      await page.keyboard.down('Control');
      await page.keyboard.press(letter);
      await page.keyboard.up('Control');
      await page.waitForTimeout(60);
    }
  }
  await page.waitForFunction(() => jumelles.heard.summary.has_result);
  await at_rest(page);
  await page.waitForTimeout(500);
  const tab = await page.getByRole('tab', { name: /^Paires/ }).boundingBox();
  await page.mouse.click(tab.x + tab.width / 2, tab.y + tab.height / 2);
  await page.getByRole('heading', { name: 'Paires', level: 1 }).waitFor({ timeout: 15000 });
  await context.close();
});

test('a file dropped during a run that is then canceled is read all the same', async () => {
  const { page, context } = await open_studio(browser);
  await choose_files(page, extracts);
  await press_match(page);
  await page.waitForFunction(() => document.querySelector('#mirror [role=progressbar]'));
  await choose_files(page, [csv('salon.csv', 'id;nom;prenom;email\n1;Durand;Anne;anne@exemple.fr\n2;Petit;Luc;luc@exemple.fr\n')]);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => jumelles.heard.summary.sources.length === 4 && jumelles.heard.summary.sources[3].state === 'ready');
  assert.equal((await summary_of(page)).has_result, false);
  await context.close();
});

test('an engine that is busy for long is said to be slow and is not restarted', async () => {
  const { page, context } = await open_studio(browser);
  await choose_files(page, extracts);
  await match(page);
  const busy = page.workers()[0].evaluate(() => { const begin = Date.now(); while (Date.now() - begin < 20000); });
  await page.waitForTimeout(500);      // it has begun: what is asked from now on waits for an answer
  await page.evaluate(() => jumelles.client.query('{"query":"pairs","request_id":1}'));
  await key(page, 'engine/slow').waitFor({ timeout: 19000 });
  await busy;
  await key(page, 'engine/slow').waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => jumelles.client.restarts), 0);
  assert.equal((await summary_of(page)).counts.record_count, 12000);
  await context.close();
});

test('a hundred thousand rows whose ids say nothing are matched', async () => {
  const names = ['Durand', 'Petit', 'Moreau', 'Garcia', 'Fournier', 'Lambert', 'Rousseau', 'Vincent', 'Muller', 'Lefevre'];
  let text = 'id;nom;prenom;email\n';
  for (let i = 0; i < 102000; i++) text += `${i % 5};${names[i % 10]}${i % 997};Anne${i % 89};a${i}@exemple.fr\n`;
  const { page, context, problems } = await open_studio(browser);
  await choose_files(page, [csv('clients.csv', text)]);
  await match(page);
  const summary = await summary_of(page);
  assert.equal(summary.counts.record_count, 102000);
  assert.equal(await page.evaluate(() => jumelles.client.restarts), 0);
  assert.deepEqual(problems, []);
  await context.close();
});
