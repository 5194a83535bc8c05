// How fast the studio answers while the engine works: canceling at random moments, building frames, tasks of the page's thread.
// Figures are printed; the limits here are generous, because a shared machine is slow.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at_rest, choose_files, exported_golden, extracts, launch, match, open_studio, summary_of } from './browser.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const kCancelLimitMs = 5000;
const kFrameLimitMs = 50;
const kMovesPerStage = 1;

// Starts a run, presses "Annuler" a random while after `stage` was first heard of, gives the time until it had ended.
const cancel_in = (page, stage) => page.evaluate(stage => new Promise(done => {
  const { client } = jumelles;
  const take = client.on.events;
  let asked = 0, ended = false;
  client.on.events = list => {
    take(list);
    for (const json of list) {
      const event = JSON.parse(json);
      if (event.event === 'progress' && !asked && event.phase.startsWith(stage)) {
        asked = -1;
        setTimeout(() => {
          if (ended) return;
          asked = performance.now();
          client.command('{"command":"cancel"}');
        }, Math.random() * 60);
      }
      if (event.event === 'task_ended' && event.task === 'run') {
        ended = true;
        client.on.events = take;
        done({ canceled: event.canceled, ms: performance.now() - asked });
      }
    }
  };
  client.command('{"command":"propose_again"}');
}), stage);

test('canceling ends any stage soon and leaves the former result', async () => {
  const { page, context } = await open_studio(browser);
  const phases = new Set();
  await page.exposeFunction('heard_phase', phase => phases.add(phase.split('.')[0]));
  await page.evaluate(() => {
    const take = jumelles.client.on.events;
    jumelles.client.on.events = list => {
      take(list);
      for (const json of list) if (json.includes('"progress"')) { const event = JSON.parse(json); if (event.task === 'run' && event.phase) heard_phase(event.phase); }
    };
  });
  await choose_files(page, extracts);
  await match(page);
  const golden = await exported_golden(page);
  const measured = {};
  assert.ok(phases.size >= 3, `stages heard: ${[...phases]}`);
  for (const stage of phases)
    for (let i = 0; i < kMovesPerStage; i++) {
      const { canceled, ms } = await cancel_in(page, stage);
      if (!canceled) continue;                       // the stage was over first
      (measured[stage] ||= []).push(Math.round(ms));
      assert.ok(ms < kCancelLimitMs, `${stage}: ${ms} ms`);
      await at_rest(page);
      assert.ok((await exported_golden(page)).equals(golden), `the result changed when ${stage} was canceled`);
    }
  console.log('canceled after, in ms, by stage:', JSON.stringify(measured));
  assert.ok(Object.keys(measured).length >= 2, 'hardly any run was canceled in time');
  await context.close();
});

test('frames are built fast and the page stays responsive while the engine runs', async () => {
  const { page, context } = await open_studio(browser);
  await page.evaluate(() => {
    self.long_tasks = [];
    new PerformanceObserver(list => long_tasks.push(...list.getEntries().map(entry => entry.duration))).observe({ type: 'longtask' });
    self.messages = 0;
    const { client } = jumelles, take = client.take.bind(client);
    client.take = message => { messages++; take(message); };
  });
  await choose_files(page, extracts);
  await match(page);
  for (const name of ['Sources', 'Règles', 'Paires', 'Fiches', 'Livraison']) {
    await page.getByRole('tab', { name }).click();
    for (let i = 0; i < 6; i++) { await page.mouse.move(300 + 40 * i, 300 + 15 * i); await page.mouse.wheel(0, 120); }
  }
  const { stats, messages, long } = await page.evaluate(() => ({ stats: JSON.parse(jumelles.studio.stats()), messages, long: long_tasks.filter(ms => ms > 100) }));
  // The page's own tasks: frames and messages of the engine.
  const share = 1 - long.length / Math.max(1, stats.frame_count + messages);
  console.log('frame build, ms:', JSON.stringify(stats), '- tasks under 100 ms:', (100 * share).toFixed(2) + ' %', '- longest:', Math.max(0, ...long));
  assert.ok(stats.median_ms < kFrameLimitMs);
  assert.ok(share > 0.8);
  assert.ok((await summary_of(page)).has_result);
  await context.close();
});

test('nothing is drawn while nothing happens', async () => {
  const { page, context } = await open_studio(browser);
  await page.waitForTimeout(1500);
  const frames = () => page.evaluate(() => JSON.parse(jumelles.studio.stats()).frame_count);
  const former = await frames();
  await page.waitForTimeout(2000);
  assert.equal(await frames(), former);
  await context.close();
});
