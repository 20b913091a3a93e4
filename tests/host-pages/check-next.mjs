// node check-next.mjs ADDRESS: the block in a site of Next.js, after hydration, client navigation and back, at two widths.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import puppeteer from 'puppeteer-core';

const executablePath = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(fs.existsSync);
const browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox'] });
for (const width of [390, 1440]) {
  const page = await browser.newPage(), errors = [];
  await page.setViewport({ width, height: 900 });
  page.on('pageerror', error => errors.push(error.message));
  page.on('console', message => /hydrat/i.test(message.text()) && errors.push(message.text()));
  await page.goto(process.argv[2], { waitUntil: 'load' });
  const drawn = async path => {
    for (let i = 0; i < 40; i++) {
      await page.mouse.move(300, 300 + i);
      await new Promise(done => setTimeout(done, 250));
      const links = await page.evaluate(() => [...document.querySelectorAll('recommender-block')]
        .map(place => place.offsetHeight && place.shadowRoot?.querySelector('.recommender a')?.href));
      if (links.length === 1 && links[0] === `https://courier.example/${path}`) return console.log(`${width}: ${path}`);
    }
    assert.fail(`${width}: no block with ${path} at ${page.url()}`);
  };
  await drawn('admiral-roof-cost-doubles');
  await page.click('#next');
  await drawn('athletic-survival');
  await page.goBack();
  await drawn('admiral-roof-cost-doubles');
  assert.deepEqual(errors, []);
  await page.close();
}
await browser.close();
