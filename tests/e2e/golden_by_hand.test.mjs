// Golden values by hand, in a browser: one is taken, one typed with accents, a phone ignored; undone, done again, saved and opened: the
// command line makes the same files of that project.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at_rest, choose_files, exported_file, exported_golden, extracts, launch, lives_on_in_a_file, match, open_studio, summary_of } from './browser.mjs';

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

const item = (page, key) => page.locator(`[data-key="${key}"]`);
const decided = (page, count) => page.waitForFunction(count => jumelles.heard.summary.decisions.golden_value_count === count && !jumelles.heard.summary.is_stale, count);

test('a value is taken, another typed, a phone ignored; undone, done again, saved and opened: the same bytes as the command line', async () => {
  const { page, context, problems } = await open_studio(browser);
  await choose_files(page, extracts);
  await match(page);
  await page.getByRole('tab', { name: /^Fiches/ }).click();
  await item(page, 'golden/change/surname').waitFor({ state: 'attached' });
  const before_all = await exported_golden(page);

  await item(page, 'golden/change/surname').click();
  await item(page, 'golden/hand/value/0/take').click();
  await decided(page, 1);
  await item(page, 'golden/change/given_name').click();
  await item(page, 'golden/hand/type').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Zoé-Éléonore');
  await item(page, 'golden/hand/becomes').waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await decided(page, 2);
  await item(page, 'golden/change/phone').click();
  await item(page, 'golden/hand/value/0/ignore').click();
  await decided(page, 3);
  await at_rest(page);
  const after_all = await exported_golden(page), xref = await exported_file(page, 'xref');
  assert.notDeepEqual(after_all, before_all);
  assert.ok(after_all.includes(Buffer.from('Zoé-Éléonore')));
  assert.equal((await summary_of(page)).decisions.ignored_value_count, 1);

  for (let n = 2; n >= 0; n--) {
    await page.keyboard.press('Control+z');
    await decided(page, n);
  }
  await at_rest(page);
  assert.deepEqual(await exported_golden(page), before_all);
  for (let n = 1; n <= 3; n++) {
    await page.keyboard.press('Control+y');
    await decided(page, n);
  }
  await at_rest(page);
  assert.deepEqual(await exported_golden(page), after_all);

  await lives_on_in_a_file(browser, { page, context }, { 'golden.csv': after_all, 'xref.csv': xref }, ['golden_value_count', 3]);
  assert.deepEqual(problems, []);
});
