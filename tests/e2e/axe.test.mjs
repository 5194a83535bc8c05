// axe on every screen of the studio, on the questions and on the plain page, in both themes. Contrast within the mirror, whose text is
// transparent over the canvas, is measured where it is drawn (tests/ui/theme_test.cpp).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { at_rest, choose_files, extracts, file_address, launch, match, open_studio, root } from './browser.mjs';

const kAxe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function violations(page) {
  await page.evaluate(kAxe + '; 0');
  return page.evaluate(async () => {
    const told = [];
    const keep = ({ violations }) => {
      for (const { id, nodes } of violations) told.push(...nodes.map(({ target, html }) => `${id}: ${target} ${html.slice(0, 140)}`));
    };
    const most = { resultTypes: ['violations'] };
    keep(await axe.run({ exclude: [['#mirror']] }, most));
    if (!document.querySelector('#app').hidden) keep(await axe.run('#mirror', { ...most, rules: { 'color-contrast': { enabled: false } } }));
    return told;
  });
}

// On each of the screens; what they break is told together.
function checker(page) {
  const told = [];
  return {
    told,
    async check(where) {
      await page.waitForTimeout(400);
      told.push(...(await violations(page)).map(said => `${where}: ${said}`));
    },
  };
}
const press = (page, key) => page.locator(`#mirror [data-key="${key}"]`).evaluate(node => node.click());

for (const theme of ['light', 'dark'])
  test(`the studio's screens and questions, ${theme}`, async () => {
    const { page, context, problems } = await open_studio(browser, { prepare: page => page.emulateMedia({ colorScheme: theme }) });
    const { check, told } = checker(page);
    await check('welcome');
    await choose_files(page, extracts);
    await at_rest(page);
    await check('files');
    await match(page);
    await at_rest(page);
    for (const screen of ['sources', 'quality', 'recipe', 'rules', 'pairs', 'groups', 'golden', 'delivery']) {
      await press(page, 'rail/' + screen);
      await check(screen);
    }
    await press(page, 'rail/quality');
    for (const shown of ['sources', 'compared']) {
      await press(page, 'quality/shown/' + shown);
      await check('quality, ' + shown);
    }
    await press(page, 'rail/rules');
    await press(page, 'rules/judge');
    await page.locator('#mirror [data-key="judge/record/0"]').waitFor({ state: 'attached' });
    await check('groups to judge');
    await press(page, 'rail/pairs');
    await press(page, 'pairs/compare_with');
    await check('an open list');
    await page.keyboard.press('Escape');
    await page.locator('#mirror [role=option]').first().waitFor({ state: 'detached' });
    await page.keyboard.press('Shift+F10');
    await page.locator('#mirror [role=menuitem]').first().waitFor({ state: 'attached' });
    await check('an open menu');
    await page.keyboard.press('Escape');
    for (const question of ['rename_project', 'paste']) {
      await page.evaluate(name => { jumelles.projects.requests[name]({}); }, question);
      await page.locator('dialog').waitFor();
      await check(question);
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
    }
    await press(page, 'rail/delivery');
    await page.waitForTimeout(300);
    await press(page, 'delivery/notices');
    await page.locator('#notices').waitFor();
    await check('notices');
    assert.deepEqual([...told, ...problems], []);
    await context.close();
  });

for (const theme of ['light', 'dark'])
  test(`the plain page, ${theme}`, async () => {
    const { page, context } = await open_studio(browser, {
      address: file_address + '#plain', mirror: false, prepare: page => page.emulateMedia({ colorScheme: theme }),
    });
    const { check, told } = checker(page);
    await check('empty');
    await page.locator('[data-key="demo"]').click();
    await page.locator('[data-key="download/all"]').waitFor();
    await check('result');
    assert.deepEqual(told, []);
    await context.close();
  });
