// The report of an audit, as a browser shows and prints it: axe on the whole of it, nothing asked of the network, A4 pages.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { extracts, launch, root } from './browser.mjs';

const cli = process.env.JUMELLES_CLI || join(root, 'build/release/cli/jumelles');
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
let browser, folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jumelles-report-'));
  browser = await launch();
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open_report(language, ...options) {
  const file = join(folder, `report-${language}.html`);
  execFileSync(cli, ['profile', ...extracts, '--lang', language, '--report', file, ...options]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const problems = [];
  page.on('console', (message) => problems.push(message.text()));
  await page.goto(pathToFileURL(file).href);
  return { page, context, asked, problems };
}

async function violations(page) {
  await page.evaluate(axe + '; 0');
  return page.evaluate(async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`)));
}

for (const [language, options] of [['fr', ['--match']], ['en', []]])
  test(`the report in ${language}${options.length > 0 ? ', after a matching' : ''}: axe finds nothing, nothing is fetched, nothing runs`, async () => {
    const { page, context, asked, problems } = await open_report(language, ...options);
    assert.equal(asked.length, 1);
    assert.equal(await page.locator('script').count(), 0);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(problems, []);
    await context.close();
  });

test('on a screen and on A4 no table is wider than its place', async () => {
  const { page, context } = await open_report('fr', '--match');
  await page.setViewportSize({ width: 1280, height: 720 });
  const wide = () => page.evaluate(() => [...document.querySelectorAll('table')].filter((table) => table.scrollWidth > table.parentElement.clientWidth + 1).map((table) => table.caption.textContent));
  assert.deepEqual(await wide(), []);
  // As wide as A4 between its margins, at 96 dots per inch.
  await page.setViewportSize({ width: Math.floor((210 - 28) / 25.4 * 96), height: 1000 });
  await page.emulateMedia({ media: 'print' });
  assert.deepEqual(await wide(), []);
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  const pages = [...pdf.matchAll(/\/Type\s*\/Page\b/g)].length;
  assert.ok(pages >= 6 && pages <= 25, `${pages} pages`);
  assert.match(pdf, /\/MediaBox\s*\[0 0 59[45][.\d]* 84[12]/);
  await context.close();
});
