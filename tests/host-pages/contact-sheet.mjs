// node contact-sheet.mjs SERVICE FOLDER [PAGE...]: screenshots of the block in each page at three widths, and all of them on one sheet.
import http from 'node:http';
import fs from 'node:fs';
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import { pages } from './pages.mjs';

const [service, folder, ...only] = process.argv.slice(2);
const images = path.resolve(import.meta.dirname, '../../data/sample/images');
const widths = [390, 800, 1440];
fs.mkdirSync(folder, { recursive: true });
const server = http.createServer((request, response) => {
  const html = pages[request.url.slice(1)];
  response.writeHead(html ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
  response.end(html?.replaceAll('SERVICE', service));
}).listen(0, '127.0.0.1');
await new Promise(done => server.on('listening', done));
const executablePath = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(fs.existsSync);
const browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox', '--hide-scrollbars'] });
const shots = [];
for (const name of only.length ? only : Object.keys(pages)) {
  for (const width of widths) {
    const page = await browser.newPage();
    page.on('console', message => console.log(name, width, message.text()));
    await page.setViewport({ width, height: 900 });
    await page.setRequestInterception(true);
    page.on('request', request => {
      const picture = /^https:\/\/courier\.example\/images\/(.+)$/.exec(request.url())?.[1];
      if (!picture) return request.continue();
      const file = path.join(images, path.basename(picture));
      request.respond(fs.existsSync(file) ? { contentType: 'image/svg+xml', body: fs.readFileSync(file) } : { status: 404, body: '' });
    });
    await page.goto(`http://127.0.0.1:${server.address().port}/${name}`, { waitUntil: 'load' });
    await page.evaluate(() => scrollTo(0, 1e6));
    await page.waitForFunction(() => document.querySelector('recommender-block').shadowRoot?.querySelector('.recommender'), { timeout: 8000 })
      .catch(() => console.log(`${name} ${width}: no block`));
    // Where the place was in sight, the block is drawn when the reader moves.
    await page.mouse.move(140, 140);
    // Lazy pictures load in sight only.
    for (let y = 0; y < await page.evaluate(() => document.documentElement.scrollHeight); y += 500) {
      await page.evaluate(to => scrollTo(0, to), y);
      await new Promise(done => setTimeout(done, 60));
    }
    await new Promise(done => setTimeout(done, 250));
    const box = await page.evaluate(() => {
      const { top, height } = document.querySelector('recommender-block').getBoundingClientRect();
      return { top: top + scrollY, height };
    });
    const clip = { x: 0, y: Math.max(0, box.top - 120), width, height: Math.min(box.height + 240, 2000) };
    const file = `${name}-${width}.png`;
    await page.screenshot({ path: path.join(folder, file), clip, captureBeyondViewport: true });
    shots.push({ name, width, file, height: Math.round(box.height) });
    console.log(`${name} ${width}: ${Math.round(box.height)} px`);
    await page.close();
  }
}
const rows = [...new Set(shots.map(shot => shot.name))].map(name => [name, shots.filter(shot => shot.name === name)]).map(([name, row]) => `<h2>${name}</h2><div>${row.map(shot =>
  `<figure><img src="data:image/png;base64,${fs.readFileSync(path.join(folder, shot.file), 'base64')}" width="${shot.width * .45}"><figcaption>${shot.width}, block ${shot.height} px</figcaption></figure>`).join('')}</div>`);
const sheet = await browser.newPage();
await sheet.setViewport({ width: 1280, height: 900 });
await sheet.setContent(`<style>body{font:14px sans-serif;background:#888}div{display:flex;gap:12px;align-items:flex-start}figure{margin:0}</style>${rows.join('')}`);
await sheet.screenshot({ path: path.join(folder, 'sheet.png'), fullPage: true });
await browser.close();
server.close();
