// Customers and commands are found by what is typed, with the keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at_rest, choose_files, extracts, launch, match, open_studio, summary_of } from './browser.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const by_key = (page, key) => page.locator(`#mirror [data-key="${key}"]`);
const focused = page => page.evaluate(() => document.activeElement.dataset?.key ?? document.activeElement.id);

test('a customer is found by a mistyped name, and a command by its beginning, without a mouse', async () => {
  const { page, context, problems } = await open_studio(browser);
  await choose_files(page, extracts);
  await match(page);
  await at_rest(page);
  await page.keyboard.press('Control+k');
  await by_key(page, 'search/status').waitFor({ state: 'attached' });
  assert.equal(await focused(page), 'top/search');
  // Any customer of several records: two letters of the name change places.
  const label = await page.evaluate(() => new Promise(done => {
    const worker = jumelles.client.worker;
    const heard = ({ data }) => {
      if (data.is !== 'page') return;
      const reply = JSON.parse(data.json);
      if (reply.request_id !== 987654) return;
      worker.removeEventListener('message', heard);
      done(reply.rows?.map(row => row.label) ?? reply.page.rows.map(row => row.label));
    };
    worker.addEventListener('message', heard);
    worker.postMessage({ do: 'query', json: JSON.stringify({ query: 'golden', request_id: 987654, filter: 'several_sources', first: 0, count: 40 }) });
  })).then(labels => labels.find(name => /^\p{L}+ \p{L}{7,}$/u.test(name)));
  assert.ok(label, 'the sample has a name of two words');
  const slipped = label.slice(0, -3) + label.at(-2) + label.at(-3) + label.at(-1);
  assert.notEqual(slipped, label);
  await page.keyboard.type(slipped.toLowerCase());
  await page.waitForFunction(label => document.querySelector('#mirror [data-key="search/person/0"]')?.ariaLabel === label, label);
  await page.waitForFunction(label => {
    const active = document.querySelector('#mirror [data-key="top/search"]').getAttribute('aria-activedescendant');
    return document.getElementById(active)?.ariaLabel === label;
  }, label);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#mirror [data-key="golden/title"]') || [...document.querySelectorAll('#mirror h1, #mirror h2')].length > 0);
  await page.waitForFunction(label => [...document.querySelectorAll('#mirror [data-key^="golden/row/"]')].some(row => row.ariaCurrent === 'true' && row.ariaLabel === label), label);
  await page.waitForFunction(() => document.activeElement.dataset?.key !== 'top/search');
  // A command.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('aller à pai');
  await by_key(page, 'search/command/pairs').waitFor({ state: 'attached' });
  await page.waitForFunction(() => /client|trouvé/.test(document.querySelector('#mirror [data-key="search/status"]')?.ariaLabel ?? ''));
  for (let i = 0; i < 12 && await by_key(page, 'search/command/pairs').getAttribute('aria-selected') !== 'true'; i++) {
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(300);
  }
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#mirror [data-key="rail/pairs"]').ariaSelected === 'true');
  // Letters of shortcuts are letters here.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('mdsj');
  await page.keyboard.press('Escape');
  await by_key(page, 'search/status').waitFor({ state: 'detached' });
  assert.equal((await summary_of(page)).decisions.judged_pair_count, 0);
  assert.deepEqual(problems, []);
  await context.close();
});

test('by mouse, without the mirror: the field takes a click, a row opens, a click elsewhere closes', async () => {
  const { page, context, problems } = await open_studio(browser, { mirror: false, size: [1280, 720] });
  await choose_files(page, extracts);
  await page.evaluate(() => jumelles.projects.taken());
  await page.waitForFunction(() => jumelles.heard.summary?.sources.length === 3 && jumelles.heard.summary.sources.every(({ state }) => state === 'ready'));
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction(() => jumelles.heard.summary.has_result, null, { timeout: 180000 });
  const place = key => page.evaluate(key => JSON.parse(jumelles.studio.semantics()).find(item => item.key === key)?.rect, key);
  const click = async key => {
    const [x, y, width, height] = await place(key);
    await page.mouse.click(x + width / 2, y + height / 2);
  };
  await click('top/search');
  await page.keyboard.type('martin');
  await page.waitForFunction(() => JSON.parse(jumelles.studio.semantics()).some(item => item.key === 'search/person/2'));
  await click('search/person/2');
  await page.waitForFunction(() => JSON.parse(jumelles.studio.semantics()).some(item => item.key === 'rail/golden' && item.state?.selected));
  await page.waitForFunction(() => !JSON.parse(jumelles.studio.semantics()).some(item => item.key === 'search/status'));
  await click('top/search');
  await page.waitForFunction(() => JSON.parse(jumelles.studio.semantics()).some(item => item.key === 'search/status'));
  await page.mouse.click(1000, 650);
  await page.waitForFunction(() => !JSON.parse(jumelles.studio.semantics()).some(item => item.key === 'search/status'));
  assert.equal(await page.evaluate(() => document.activeElement.id), 'canvas');
  assert.deepEqual(problems, []);
  await context.close();
});
