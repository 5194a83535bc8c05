// Judging as quickly as hands go: forty keys, or presses of the mirror's buttons, sixty milliseconds apart, without a graphics card, are
// forty verdicts on the first forty pairs of the list, in their order; with an engine that answers late, too.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at_rest, choose_files, extracts, launch, match, open_studio, summary_of } from './browser.mjs';

const kPresses = 40, kEveryMs = 60;
let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

// Everything that the worker says arrives later by `engine_delay_ms`.
const slow_worker = () => {
  const Real = Worker;
  self.Worker = class extends Real {
    set onmessage(take) { super.onmessage = event => setTimeout(() => take(event), self.engine_delay_ms || 0); }
  };
};

async function open_pairs(options = {}) {
  const opened = await open_studio(browser, { ...options, prepare: page => page.addInitScript(slow_worker) });
  const { page } = opened;
  await choose_files(page, extracts);
  await match(page);
  await page.getByRole('tab', { name: /^Paires/ }).click();
  await page.locator('[data-key="pairs/verdict/same"]').waitFor();
  await page.evaluate(() => {
    const { studio } = jumelles, receive = studio.receive.bind(studio);
    self.answers = [];
    studio.receive = json => { if (json.includes('"request_id"')) answers.push(JSON.parse(json)); receive(json); };
  });
  return opened;
}

// Names of the records by their number: xref.csv has them in that order.
const exported = (page, kind) => page.evaluate(async kind => (await jumelles.client.export_file(kind)).text(), kind);

async function first_pairs(page, count) {
  const rows = await page.evaluate(async count => {
    jumelles.client.query(JSON.stringify({ request_id: 987654, query: 'pairs', filter: 'to_check', sort: 'useful', first: 0, count }));
    while (!answers.some(answer => answer.request_id === 987654)) await new Promise(done => setTimeout(done, 20));
    return answers.find(answer => answer.request_id === 987654).page.rows;
  }, count);
  const records = (await exported(page, 'xref')).trim().split('\r\n').slice(1).map(line => line.split(';'));
  const name = record => `${records[record][0]} ${records[record][2]}`;
  return rows.map(row => [name(row.record_a), name(row.record_b)]);
}

const verdict_of = press => press % 2 === 0 ? 'different' : 'same';

async function check_verdicts(page, expected, total) {
  await page.waitForFunction(count => jumelles.heard.summary.decisions.judged_pair_count >= count, kPresses, { timeout: 120000 });
  await at_rest(page);
  const { decisions } = JSON.parse(await exported(page, 'project'));
  assert.deepEqual(decisions.map(({ a, b, verdict }) => [`${a.source} ${a.id}`, `${b.source} ${b.id}`, verdict]),
    expected.map(([a, b], i) => [a, b, verdict_of(i)]));
  const { counts } = await summary_of(page);
  assert.equal(counts.to_check_pair_count, total - kPresses);
  assert.equal(counts.checked_pair_count, kPresses);
  await page.locator('[data-key="pairs/progress"]').and(page.getByLabel(`${kPresses} sur ${total} jugées`)).waitFor();
  await page.getByRole('radio', { name: `À vérifier ${total - kPresses}` }).waitFor();
  await page.getByRole('radio', { name: `Jugées ${kPresses}` }).click();
  await page.getByRole('listitem').first().waitFor();
}

const focused_key = page => page.evaluate(() => document.activeElement.dataset.key ?? document.activeElement.localName);

for (const delay_ms of [0, 250]) {
  const engine = delay_ms ? 'an engine that answers late' : 'the engine as it is';
  test(`forty keys in turn, with ${engine}`, async () => {
    const { page, context, problems } = await open_pairs();
    const total = (await summary_of(page)).counts.to_check_pair_count;
    const expected = await first_pairs(page, kPresses);
    await page.evaluate(delay => { self.engine_delay_ms = delay; }, delay_ms);
    await page.locator('[data-key="pairs/row/0"]').focus();
    const sent = [];
    for (let i = 0; i < kPresses; i++) {
      const key = verdict_of(i) === 'same' ? 'm' : 'd';
      sent.push(page.keyboard.down(key), page.keyboard.up(key));   // not waited for: hands do not wait either
      await new Promise(done => setTimeout(done, kEveryMs));
    }
    await Promise.all(sent);
    await check_verdicts(page, expected, total);
    assert.match(await focused_key(page), /^pairs\//);
    assert.deepEqual(problems, []);
    await context.close();
  });

  test(`forty presses of the mirror's buttons, with ${engine}`, async () => {
    const { page, context, problems } = await open_pairs();
    const total = (await summary_of(page)).counts.to_check_pair_count;
    const expected = await first_pairs(page, kPresses);
    await page.evaluate(delay => { self.engine_delay_ms = delay; }, delay_ms);
    const lost = await page.evaluate(async ({ presses, every_ms }) => {
      let lost = 0;
      for (let i = 0; i < presses; i++) {
        const button = document.querySelector(`[data-key="pairs/verdict/${i % 2 === 0 ? 'different' : 'same'}"]`);
        button.focus();
        button.click();
        await new Promise(done => setTimeout(done, every_ms));
        lost += document.activeElement !== button;
      }
      return lost;
    }, { presses: kPresses, every_ms: kEveryMs });
    assert.equal(lost, 0, 'the focus left the button');
    await check_verdicts(page, expected, total);
    assert.deepEqual(problems, []);
    await context.close();
  });
}

test('a row scrolled out of the list leaves the focus to another row, and keys still judge', async () => {
  const { page, context } = await open_pairs();
  const row = await page.locator('[data-key="pairs/row/4"]').boundingBox();
  await page.mouse.click(row.x + 200, row.y + 10);     // by a real pointer
  await page.waitForFunction(() => document.activeElement.dataset.key?.startsWith('pairs/row/'));
  for (let i = 0; i < 12; i++) {
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(60);
  }
  await page.waitForFunction(() => !document.querySelector('[data-key="pairs/row/0"]'));
  await page.waitForTimeout(500);
  assert.match(await focused_key(page), /^pairs\/row\//);
  await page.keyboard.press('d');
  await page.waitForFunction(() => jumelles.heard.summary.decisions.different_count === 1);
  await context.close();
});
