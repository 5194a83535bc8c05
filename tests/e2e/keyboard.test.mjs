// Without a mouse and with a screen reader: the skip link comes first, the mirror has real roles, names and an order.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at_rest, choose_files, extracts, launch, match, open_studio, summary_of } from './browser.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('the first Tab reaches the skip link, Enter opens the mirror, Tab walks it', async () => {
  const { page, context } = await open_studio(browser, { mirror: false });
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'skip');
  await page.keyboard.press('Enter');
  const walked = [];
  for (let i = 0; i < 8; i++) {
    walked.push(await page.evaluate(() => document.activeElement.dataset?.key));
    await page.keyboard.press('Tab');
  }
  assert.ok(walked.every(key => key !== undefined), JSON.stringify(walked));
  assert.equal(new Set(walked).size, walked.length, `Tab does not stay: ${walked}`);
  await context.close();
});

test('Escape, then Tab leaves the canvas', async () => {
  const { page, context } = await open_studio(browser, { mirror: false });
  await page.locator('#canvas').focus();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'canvas');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'skip');
  await context.close();
});

test('tabs, switches and choices answer to Enter and Space, and letters stay the studio\'s', async () => {
  const { page, context } = await open_studio(browser);
  await choose_files(page, extracts);
  await match(page);
  const by_key = key => page.locator(`#mirror [data-key="${key}"]`);
  assert.equal(await page.locator('#canvas').getAttribute('aria-hidden'), 'true');
  assert.equal(await page.locator('#canvas').evaluate(canvas => canvas.tabIndex), -1);
  await by_key('rail/rules').focus();
  await page.keyboard.press('Enter');
  await by_key('rules/key/0').focus();
  await page.keyboard.press('Space');
  await page.waitForFunction(() => !jumelles.heard.summary.blocking_rules[0].enabled);
  await by_key('rail/pairs').focus();
  await page.keyboard.press('Space');
  await by_key('pairs/filter/linked').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#mirror [data-key="pairs/filter/linked"]').ariaChecked === 'true');
  await by_key('pairs/waterfall/result').waitFor();
  await page.keyboard.press('m');
  await page.waitForFunction(() => jumelles.heard.summary.decisions.same_count === 1);
  await context.close();
});

test('from files to a result by keyboard alone', async () => {
  const { page, context } = await open_studio(browser);
  await choose_files(page, extracts);
  const run = page.getByRole('button', { name: 'Rapprocher', exact: true }).and(page.locator(':not([aria-disabled])'));
  await run.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Rapproché', exact: true }).waitFor({ timeout: 180000 });
  assert.notEqual(await page.locator('#live').textContent(), '');
  await page.keyboard.press('Control+Enter');       // a shortcut of the studio works from inside the mirror
  await context.close();
});

test('a pair is judged by a key and taken back, a drawn group is confirmed', async () => {
  const { page, context } = await open_studio(browser);
  await choose_files(page, extracts);
  await match(page);
  const decisions = expected => page.waitForFunction(expected => Object.entries(expected).every(([name, count]) => jumelles.heard.summary.decisions[name] === count), expected);
  const by_key = key => page.locator(`#mirror [data-key="${key}"]`);
  await page.getByRole('tab', { name: 'Paires' }).click();
  await page.getByRole('radio', { name: /^À juger/ }).click();       // which keeps the focus
  await by_key('pairs/waterfall/result').waitFor();
  const former = (await summary_of(page)).counts.group_count;
  await page.keyboard.press('d');
  await decisions({ different_count: 1 });
  await at_rest(page);
  await page.keyboard.press('Control+z');
  await decisions({ different_count: 0 });
  await at_rest(page);
  assert.equal((await summary_of(page)).counts.group_count, former);
  await by_key('pairs/groups').click();
  await by_key('judge/confirm').click();
  await decisions({ judged_count: 1 });
  assert.ok((await summary_of(page)).decisions.drawn_count > 20);
  await context.close();
});

test('what can be operated has a role and a name, and nothing is named twice by one key', async () => {
  const { page, context } = await open_studio(browser);
  await choose_files(page, extracts);
  await page.getByRole('button', { name: 'Rapprocher', exact: true }).and(page.locator(':not([aria-disabled])')).waitFor();
  const nameless = await page.locator('#mirror [tabindex="0"]').evaluateAll(nodes => nodes
    .filter(node => !(node.getAttribute('aria-label') || node.textContent).trim()).map(node => node.dataset.key));
  assert.deepEqual(nameless, []);
  const keys = await page.evaluate(() => JSON.parse(jumelles.studio.semantics()).map(item => item.key));
  assert.deepEqual(keys.filter((key, i) => keys.indexOf(key) !== i), []);
  await context.close();
});

const kScreens = ['sources', 'rules', 'pairs', 'groups', 'golden', 'delivery'];
// Key of what has the focus, where it can be operated.
const operable = page => page.evaluate(() => document.activeElement.tabIndex === 0 && !document.activeElement.ariaDisabled && document.activeElement.dataset.key);

test('ten pairs in a row: the focus stays on what can be operated', async () => {
  const { page, context } = await open_studio(browser);
  await choose_files(page, extracts);
  await match(page);
  await at_rest(page);
  await page.locator('#mirror [data-key="rail/pairs"]').focus();
  await page.keyboard.press('Enter');
  await page.locator('#mirror [data-key="pairs/waterfall/result"]').waitFor();
  const judged = count => page.waitForFunction(count => jumelles.heard.summary.decisions.judged_pair_count === count, count);
  const look = async (count, expected) => {
    await judged(count);
    await at_rest(page);
    await page.waitForTimeout(300);                  // the mirror has followed
    assert.match(String(await operable(page)), expected);
  };
  for (let i = 0; i < 5; i++) {
    await page.locator(`#mirror [data-key="pairs/verdict/${['same', 'different', 'unsure'][i % 3]}"]`).focus();
    await page.keyboard.press('Enter');
    await look(i + 1, /^pairs\/verdict\//);
  }
  await page.locator('#mirror [data-key="pairs/row/0"]').focus();
  for (let i = 5; i < 10; i++) {
    await page.keyboard.press('md'[i % 2]);
    await look(i + 1, /^pairs\/row\//);
  }
  await context.close();
});

test('on every screen Escape cancels a run and says so, and a result is said', async () => {
  const { page, context } = await open_studio(browser);
  await choose_files(page, extracts);
  await at_rest(page);
  const says = words => page.waitForFunction(words => new RegExp(words).test(document.querySelector('#live').textContent), words);
  for (const screen of kScreens) {
    await page.locator(`#mirror [data-key="rail/${screen}"]`).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await page.locator('#mirror [data-key="status/cancel"]').waitFor();
    await page.keyboard.press('Escape');
    await says('^Annulé');
    await at_rest(page);
    assert.equal(await operable(page), 'rail/' + screen);
  }
  for (const screen of kScreens) {
    await page.locator(`#mirror [data-key="rail/${screen}"]`).focus();
    await page.keyboard.press('Enter');
    if (screen !== kScreens[0])
      await page.evaluate(() => jumelles.client.command(JSON.stringify({ command: 'set_link_type', link_type: jumelles.heard.summary.link_type === 'link' ? 'link-dedupe' : 'link' })));
    await at_rest(page);
    await page.evaluate(() => { document.querySelector('#live').textContent = ''; });
    await page.keyboard.press('Control+Enter');
    await says('^Rapproché\u00a0: 12.000 enregistrements font');
    await at_rest(page);
  }
  await context.close();
});
