// The studio in Firefox, with WebGL 2 drawn in software: it starts, and its badge counts as in Chromium.
import { after, before } from 'node:test';
import { studio_controls, test_requests } from './attempts.mjs';
import { launch_firefox } from './firefox.mjs';

let firefox;
before(async () => { firefox = await launch_firefox({ webgl: true }); });
after(() => firefox.close());

test_requests('the studio in Firefox', address => firefox.open(address), studio_controls);
