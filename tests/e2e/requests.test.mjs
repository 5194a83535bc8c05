// The badge that counts requests: a refused attempt is none, a real one is one.
import { after, before } from 'node:test';
import { studio_controls, test_requests } from './attempts.mjs';
import { launch } from './browser.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test_requests('the studio in Chromium', async address => {
  const context = await browser.newContext({ locale: 'fr-FR' });
  context.setDefaultTimeout(90000);
  const page = await context.newPage();
  await page.goto(address);
  return { page, close: () => context.close() };
}, studio_controls);
