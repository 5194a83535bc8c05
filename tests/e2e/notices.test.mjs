// The notices of everything inside the file, read from the page: complete, in both languages' frame, left by Escape and by a button.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { after, before, test } from 'node:test';
import { built_file, choose_files, extracts, launch, open_studio } from './browser.mjs';
import { from_base85 } from '../../web/base85.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// Each component, and words of its notice.
const kInside = {
  'Jumelles': /Jumelles/,
  'Dear ImGui': /Copyright \(c\) [\d-]+ Omar Cornut/,
  'stb': /Copyright \(c\) \d+ Sean Barrett/,
  'utf8proc': /Steven G\. Johnson[^]*Unicode data files/,
  'JSON for Modern C++': /Niels Lohmann[^]*Permission is hereby granted/,
  'SQLite': /disclaims copyright/,
  'zlib': /Jean-loup Gailly and Mark Adler[^]*Altered source versions/,
  'xxHash': /Yann Collet[^]*Redistribution and use/,
  'Inter': /The Inter Project Authors[^]*(?:OFL|Open Font License)/,
  'Lucide': /Lucide Icons and Contributors[^]*Cole Bemis/,
  'French communes and postcodes': /INSEE[^]*DGCL[^]*La Poste[^]*Licence Ouverte/,
  'Phone numbering plans': /MIT License[^]*Apache License/,
  'French name figures': /INSEE[^]*matchID[^]*Licence Ouverte 2\.0/,
  'Emscripten': /The Emscripten Authors[^]*Permission is hereby granted/,
  'Khronos headers': /The Khronos Group Inc\.[^]*Permission is hereby granted/,
  'musl': /Rich Felker[^]*Permission is hereby granted/,
  'libc++, libc++abi, libunwind, compiler-rt': /LLVM[^]*Apache License/,
  'dlmalloc': /Doug Lea and released to the public domain/,
};

const by_key = (page, key) => page.locator(`#mirror [data-key="${key}"]`);
const open_notices = async page => {
  await by_key(page, 'rail/delivery').click();
  await by_key(page, 'delivery/notices').focus();
  await page.keyboard.press('Enter');
};

for (const [locale, title, close] of [['fr-FR', 'Licences', 'Fermer'], ['en-US', 'Licenses', 'Close']]) {
  test(`the notices of every component are read from the delivery screen, in ${locale}`, async () => {
    const { page, context, problems } = await open_studio(browser, { locale });
    await open_notices(page);
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.waitFor();
    const shown = await dialog.evaluate(node => [...node.querySelectorAll('h3')].map(head => [head.textContent, head.nextElementSibling.textContent]));
    for (const [name, words] of Object.entries(kInside)) {
      const found = shown.find(([head]) => head === name || head.startsWith(name + ' '));
      assert.ok(found, `${name} is missing among ${shown.map(([head]) => head)}`);
      assert.match(found[1], words);
    }
    assert.equal(shown.length, Object.keys(kInside).length, 'a component that this test does not know');
    assert.ok(await dialog.getByRole('heading', { name: 'Dear ImGui' }).isVisible());
    // It scrolls by keys, and the page under it hears none of them.
    const scrolled = () => dialog.evaluate(node => node.querySelector('div').scrollTop);
    await page.keyboard.press('End');
    await page.waitForFunction(() => document.querySelector('#notices div').scrollTop > 1000);
    assert.ok(await scrolled() > 1000);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'delivery/notices');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: close }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'delivery/notices');
    assert.deepEqual(problems, []);
    await context.close();
  });
}

test('letters typed while the notices are read do nothing to the work under them', async () => {
  const { page, context } = await open_studio(browser);
  await choose_files(page, extracts);
  await page.getByRole('button', { name: 'Rapprocher', exact: true }).and(page.locator(':not([aria-disabled])')).waitFor();
  await open_notices(page);
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Control+Enter');          // would start the matching
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.waitForTimeout(500);
  assert.ok(await page.getByRole('button', { name: 'Rapprocher', exact: true }).isVisible());
  assert.equal(await page.evaluate(() => jumelles.client.busy), false);
  await context.close();
});

test('the notices are in the file itself, compressed', () => {
  const packed = /id="payload-notices">([^<]+)</.exec(readFileSync(built_file, 'utf8'))[1];
  const names = JSON.parse(gunzipSync(from_base85(packed))).map(({ name }) => name);
  assert.deepEqual(names.sort(), Object.keys(kInside).sort());
});
