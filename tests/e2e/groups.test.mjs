// Groups by hand, in a browser: split, merge, take out, undo all, redo all, save, open again; the command line makes the same golden
// records of that project.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at_rest, choose_files, exported_golden, extracts, launch, lives_on_in_a_file, match, open_studio, summary_of } from './browser.mjs';

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

const item = (page, key) => page.locator(`[data-key="${key}"]`);
const shaped = count => page => page.waitForFunction(count => jumelles.heard.summary.decisions.shaped_count === count && !jumelles.heard.summary.is_stale, count);
// What is clicked next is the chosen group's, not that of the one shown before.
async function choose_group(page, row) {
  await item(page, `groups/row/${row}`).click();
  await page.waitForFunction(row => {
    const shown = key => document.querySelector(`#mirror [data-key="${key}"]`);
    const title = shown('groups/title')?.textContent, chosen = shown(`groups/row/${row}`);
    return title && chosen?.getAttribute('aria-current') === 'true' && `${chosen.getAttribute('aria-label') ?? ''}${chosen.textContent}`.includes(title);
  }, row);
}

test('a group is split, another merged, a record taken out; undone, done again, saved and opened: the same golden records as the command line', async () => {
  const { page, context, problems } = await open_studio(browser);
  await choose_files(page, extracts);
  await match(page);
  await page.getByRole('tab', { name: /^Groupes/ }).click();
  await page.getByRole('radio', { name: /^Plusieurs enregistrements/ }).click();
  await item(page, 'groups/graph').waitFor();
  const before_all = await exported_golden(page);
  const customers = (await summary_of(page)).counts.group_count;

  await item(page, 'groups/mark/1').click();
  await item(page, 'groups/split_group').and(page.locator(':not([aria-disabled])')).waitFor();
  await page.keyboard.press('s');
  await shaped(1)(page);
  assert.equal((await summary_of(page)).counts.group_count, customers + 1);

  await choose_group(page, 2);
  await item(page, 'groups/merge').click();
  await item(page, 'groups/merge/0').and(page.locator(':not([aria-disabled])')).click();
  await shaped(2)(page);
  assert.equal((await summary_of(page)).counts.group_count, customers);

  await choose_group(page, 4);
  await item(page, 'groups/mark/0').click();
  await item(page, 'groups/take_out').and(page.locator(':not([aria-disabled])')).click();
  await shaped(3)(page);
  await at_rest(page);
  const after_all = await exported_golden(page);
  assert.notDeepEqual(after_all, before_all);

  for (let n = 2; n >= 0; n--) {
    await page.keyboard.press('Control+z');
    await shaped(n)(page);
  }
  await at_rest(page);
  assert.deepEqual(await exported_golden(page), before_all);
  for (let n = 1; n <= 3; n++) {
    await page.keyboard.press('Control+y');
    await shaped(n)(page);
  }
  await at_rest(page);
  assert.deepEqual(await exported_golden(page), after_all);

  await lives_on_in_a_file(browser, { page, context }, { 'golden.csv': after_all }, ['shaped_count', 3]);
  assert.deepEqual(problems, []);
});
