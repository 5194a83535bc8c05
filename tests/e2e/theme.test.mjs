// Light and dark: as the system says, also while the page is open, until the button says otherwise; canvas, page and dialogs alike.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at_rest, choose_files, extracts, file_address, launch, open_studio } from './browser.mjs';
import { pixel_of } from './png.mjs';

const kLight = { bg: [0xf3, 0xf5, 0xf8], surface: [0xff, 0xff, 0xff] }, kDark = { bg: [0x12, 0x15, 0x1a], surface: [0x19, 0x1d, 0x23] };
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// Of the empty middle of the rail and of the top bar, as they are on the screen.
async function assert_drawn(page, theme) {
  await page.waitForTimeout(300);
  const picture = await page.screenshot();
  assert.deepEqual([pixel_of(picture, 100, 500), pixel_of(picture, 700, 40)], [theme.bg, theme.surface]);
}
const css = (page, selector, property) => page.locator(selector).evaluate((node, name) => getComputedStyle(node)[name], property);
const rgb = color => `rgb(${color.join(', ')})`;

test('the studio follows the system, and the button overrules it', async () => {
  const { page, context, problems } = await open_studio(browser, { prepare: page => page.emulateMedia({ colorScheme: 'dark' }) });
  await assert_drawn(page, kDark);
  assert.equal(await css(page, 'body', 'backgroundColor'), rgb(kDark.bg));
  await page.emulateMedia({ colorScheme: 'light' });
  await assert_drawn(page, kLight);
  assert.equal(await css(page, 'body', 'backgroundColor'), rgb(kLight.bg));
  await page.getByRole('button', { name: 'Thème sombre' }).click();
  await assert_drawn(page, kDark);
  await page.getByRole('button', { name: 'Thème clair' }).waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.emulateMedia({ colorScheme: 'light' });
  await assert_drawn(page, kDark);                    // said by hand
  await choose_files(page, extracts);
  await at_rest(page);
  await page.evaluate(() => { jumelles.projects.requests.rename_project({}); });      // asked in HTML
  await page.locator('dialog.question').waitFor();
  assert.equal(await css(page, 'dialog.question', 'backgroundColor'), 'rgb(34, 40, 48)');
  assert.equal(await css(page, 'dialog.question h2', 'color'), 'rgb(232, 235, 240)');
  assert.deepEqual(problems, []);
  await context.close();
});

test('the plain page does, too', async () => {
  const { page, context, problems } = await open_studio(browser, {
    address: file_address + '#plain', mirror: false, prepare: page => page.emulateMedia({ colorScheme: 'dark' }),
  });
  assert.equal(await css(page, 'body', 'backgroundColor'), rgb(kDark.bg));
  assert.equal(await css(page, '#plain main', 'backgroundColor'), rgb(kDark.surface));
  await page.getByRole('button', { name: 'Thème clair' }).click();
  assert.equal(await css(page, '#plain main', 'backgroundColor'), rgb(kLight.surface));
  await page.getByRole('button', { name: 'EN', exact: false }).first().click();
  await page.getByRole('button', { name: 'Dark theme' }).click();
  assert.equal(await css(page, '#plain main', 'backgroundColor'), rgb(kDark.surface));
  assert.deepEqual(problems, []);
  await context.close();
});
