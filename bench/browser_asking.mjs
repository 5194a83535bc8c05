// What browser benchmarks share: made-up extracts in the packaged file, and queries of the engine with the time that their answers take.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { at_rest, choose_files, command_line, launch, open_studio, temporary_folder } from '../tests/e2e/browser.mjs';

// The studio with the extracts of so many customers, read. `close` ends it.
export async function open_with_extracts(customers) {
  const { folder, remove } = temporary_folder();
  execFileSync(command_line(), ['synth', '--customers', customers, '--seed', '1', '--out', folder], { stdio: 'ignore' });
  const browser = await launch();
  const { page, context } = await open_studio(browser, { mirror: false });
  page.setDefaultTimeout(600000);
  await page.evaluate(answer_queries);
  await choose_files(page, ['crm.csv', 'boutique.csv', 'facturation.json'].map(name => join(folder, name)));
  await page.waitForFunction(() => jumelles.heard.summary?.sources.length === 3 && jumelles.heard.summary.sources.every(source => source.state !== 'loading'));
  await at_rest(page);
  const ask = query => page.evaluate(query => self.ask(query), query);
  return { page, folder, ask, close: async () => { await context.close(); await browser.close(); remove(); } };
}

export async function run(page) {
  await page.evaluate(() => jumelles.client.command('{"command":"run"}'));
  await page.waitForFunction(() => jumelles.heard.summary.has_result);
  await at_rest(page);
}

export function say(what, times) {
  const sorted = [...times].sort((a, b) => a - b), at = share => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
  console.log(`${what.padEnd(48)} median ${String(at(.5)).padStart(5)} ms, 95 % ${String(at(.95)).padStart(5)} ms, worst ${String(at(1)).padStart(5)} ms (${sorted.length})`);
}

// In the page: self.ask(query) gives the answer and `ms`, the time until it has come; what is asked here is kept from the interface.
// self.ended: tasks that have ended, with the time.
function answer_queries() {
  const { client, studio } = jumelles, receive = studio.receive.bind(studio);
  self.ended = [];
  studio.receive = json => { if (json.includes('"event":"task_ended"')) ended.push([JSON.parse(json).task, performance.now()]); receive(json); };
  let asked = 5e8;
  const waiting = new Map(), take = client.take.bind(client);
  client.take = data => {
    if (data.is === 'page') {
      const { request_id } = JSON.parse(data.json), done = waiting.get(request_id);
      if (done) { waiting.delete(request_id); return void done(data.json); }
    }
    take(data);
  };
  self.ask = query => new Promise(done => {
    const began = performance.now(), request_id = ++asked;
    waiting.set(request_id, json => { const ms = performance.now() - began, reply = JSON.parse(json); done({ ms, ...(reply.page ?? reply) }); });
    client.query(JSON.stringify({ ...query, request_id }));
  });
}
