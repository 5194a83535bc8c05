// Firefox, driven by WebDriver BiDi. Headless it has no WebGL 2 and is shown the plain page; with `webgl` it draws in software on an X server of
// its own.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import puppeteer from 'puppeteer-core';
import { temporary_folder } from './browser.mjs';

const kDefaultTimeoutMs = 90000;             // machines that test are often busy

export function firefox_path() {
  for (const path of ['/usr/bin/firefox-esr', '/usr/bin/firefox'])
    if (existsSync(path)) return path;
  throw new Error('Firefox is missing. Run script/setup.');
}

// Starts Xvfb on the first free display; gives the display's number.
async function start_x_server(size) {
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', `${size[0]}x${size[1]}x24`, '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const number = await new Promise((done, failed) => {
    createInterface(server.stdout).once('line', done);
    server.once('error', failed).once('exit', code => failed(new Error(`Xvfb ended with ${code}. Run script/setup.`)));
  });
  return { display: `:${number}`, stop: () => server.kill() };
}

// Gives open(address): {page, problems, close}, close(), and kill(), as a power cut does it. What it keeps is in `profile`, where that is given.
export async function launch_firefox({ webgl = false, locale = 'fr', size = [1440, 900], downloads, profile } = {}) {
  const screen = webgl ? await start_x_server(size) : null;
  const home = temporary_folder();          // Firefox does not run as root in the home of somebody else
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: firefox_path(), headless: !webgl, ...(profile ? { userDataDir: profile } : {}), timeout: kDefaultTimeoutMs, defaultViewport: webgl ? null : { width: size[0], height: size[1] },
    env: { ...process.env, HOME: home.folder, ...(screen ? { DISPLAY: screen.display, LIBGL_ALWAYS_SOFTWARE: '1' } : {}) },
    extraPrefsFirefox: {
      'intl.accept_languages': locale, 'webgl.force-enabled': webgl,
      ...(downloads ? { 'browser.download.folderList': 2, 'browser.download.dir': downloads, 'browser.download.useDownloadDir': true } : {}),
    },
  });
  return {
    browser,
    async open(address) {
      const page = await browser.newPage();
      page.setDefaultTimeout(kDefaultTimeoutMs);
      const problems = [];
      page.on('pageerror', error => problems.push(String(error)));
      page.on('console', message => { if (message.type() === 'error') problems.push(message.text()); });
      await page.goto(address);
      return { page, problems, close: () => page.close() };
    },
    async kill() {
      const ended = new Promise(done => browser.process().once('exit', done));
      browser.process().kill('SIGKILL');
      await ended;
      screen?.stop();
      home.remove();
    },
    async close() {
      await browser.close();
      screen?.stop();
      home.remove();
    },
  };
}
