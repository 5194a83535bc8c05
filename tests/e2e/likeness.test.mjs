// One answer settles its look-alikes, in a browser: many pairs with few answers, by the keyboard; undone, done again, saved, opened again; the
// command line makes the same golden records of that project.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at_rest, choose_files, exported_golden, extracts, launch, lives_on_in_a_file, match, open_studio, summary_of } from './browser.mjs';

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

const kAnswers = 10;
const item = (page, key) => page.locator(`[data-key="${key}"]`);
const decided = (page, judged, settled) => page.waitForFunction(([judged, settled]) => {
  const { decisions, is_stale } = jumelles.heard.summary;
  return !is_stale && decisions.judged_pair_count === judged && (settled === null || decisions.settled_pair_count === settled);
}, [judged, settled], { timeout: 60000 });
test('ten answers settle more pairs than ten; undone, done again, saved and opened: the same golden records as the command line', async () => {
  const { page, context, problems } = await open_studio(browser);
  await choose_files(page, extracts);
  await match(page);
  await page.getByRole('tab', { name: /^Paires/ }).click();
  await item(page, 'pairs/row/0').waitFor();
  await at_rest(page);
  const before_all = await exported_golden(page);

  await item(page, 'pairs/sort').selectOption('alike');
  await page.waitForFunction(() => /semblable/.test(document.querySelector('#mirror [data-key="pairs/row/0"]')?.textContent ?? ''));

  // The look-alikes are there to be seen before the answer.
  await item(page, 'pairs/row/0').click();
  await item(page, 'pairs/alike/too').waitFor();
  await page.keyboard.press('l');
  await item(page, 'pairs/alike/row/0').waitFor();
  await page.keyboard.press('l');

  const counts = [];
  for (let n = 0; n < kAnswers; n++) {
    await item(page, 'pairs/row/0').click();
    await page.keyboard.press(n % 3 === 2 ? 'Shift+D' : 'Shift+M');
    await decided(page, n + 1, null);
    await at_rest(page);
    counts.push((await summary_of(page)).decisions.settled_pair_count);
  }
  const settled = counts[kAnswers - 1];
  assert.ok(settled >= kAnswers, `${settled} pairs were settled by ten answers`);
  assert.ok((await item(page, 'pairs/judged').getAttribute('aria-label')).includes('par ressemblance'));
  const after_all = await exported_golden(page);
  assert.notDeepEqual(after_all, before_all);

  for (let n = kAnswers - 1; n >= 0; n--) {
    await page.keyboard.press('Control+z');
    await decided(page, n, n === 0 ? 0 : counts[n - 1]);
  }
  await at_rest(page);
  assert.deepEqual(await exported_golden(page), before_all);
  for (let n = 1; n <= kAnswers; n++) {
    await page.keyboard.press('Control+y');
    await decided(page, n, counts[n - 1]);
  }
  await at_rest(page);
  assert.deepEqual(await exported_golden(page), after_all);

  await lives_on_in_a_file(browser, { page, context }, { 'golden.csv': after_all }, ['settled_pair_count', settled]);
  assert.deepEqual(problems, []);
});
