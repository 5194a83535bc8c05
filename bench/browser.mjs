// Records of a made-up company, from CSV bytes to golden records, in Chromium with the packaged file: node bench/browser.mjs [CUSTOMERS] [RUNS].
// Needs dist/jumelles.html and the release command line (JUMELLES_CLI or build/release/cli/jumelles).
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { choose_files, launch, open_studio, root, temporary_folder } from '../tests/e2e/browser.mjs';

const [customers = '61250', runs = '3'] = process.argv.slice(2);     // about 100 000 records
const command = process.env.JUMELLES_CLI || join(root, 'build/release/cli/jumelles');
const { folder, remove } = temporary_folder();
execFileSync(command, ['synth', '--customers', customers, '--seed', '1', '--out', folder], { stdio: 'ignore' });
const files = ['crm.csv', 'boutique.csv', 'facturation.json'].map(name => join(folder, name));  // as jumelles_speed takes them
const bytes = files.reduce((all, file) => all + statSync(file).size, 0);

const browser = await launch();
for (let i = 0; i < +runs; i++) {
  const { page, context } = await open_studio(browser, { mirror: false });
  await page.evaluate(() => {
    const { client } = jumelles;
    const add_file = client.add_file.bind(client);
    client.add_file = file => { self.began ??= performance.now(); add_file(file); };
  });
  await choose_files(page, files);
  const measured = await page.evaluate(async count => {
    const { client, heard, studio } = jumelles;
    const until = async done => { while (!done()) await new Promise(next => setTimeout(next, 5)); };
    await until(() => heard.summary?.sources.length === count && heard.summary.sources.every(source => source.state !== 'loading'));
    const read = performance.now();
    client.command('{"command":"run"}');
    await until(() => heard.summary.has_result);
    const matched = performance.now();
    const golden = await client.export_file('golden');
    const written = performance.now();
    return {
      records: heard.summary.counts.record_count, customers: heard.summary.counts.group_count, read_s: (read - began) / 1000, run_s: (matched - read) / 1000,
      export_s: (written - matched) / 1000, all_s: (written - began) / 1000, golden_bytes: golden.size, heap_bytes: client.memory, frames: JSON.parse(studio.stats()),
    };
  }, files.length);
  measured.input_bytes = bytes;
  measured.heap_bytes_per_record = Math.round(measured.heap_bytes / measured.records);
  console.log(JSON.stringify(measured, (key, value) => typeof value === 'number' ? Math.round(value * 1000) / 1000 : value));
  await context.close();
}
await browser.close();
remove();
