// Draws related blocks: one in each <recommender-block> and one for each script line with data-site. Counts impressions and clicks.
// No cookies, no storage; no request before the place is near; counts are sent separately.
(() => {
  const name = 'recommender-block', known = customElements.get(name);
  // The script runs again for each of its lines in a page.
  if (known) return known.read();

  const settings = ['site', 'service', 'url', 'limit', 'fallback', 'layout', 'heading', 'exclude', 'margin', 'timeout', 'count'];
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const lines = () => all('script[src*="/embed.js"]');
  // In a module, a bundle or a tag manager the running script is not the element that names this file, or there is none.
  const home = lines()[0]?.src || '%HOME%';
  const on = (target, types, act, options) => types.split(' ').forEach(type => target.addEventListener(type, act, options));
  const jobs = new Map(), sheet = new CSSStyleSheet();
  const ready = new Promise(done => {
    if (document.readyState === 'loading') on(document, 'DOMContentLoaded', done); else done();
  });

  let told;
  const tell = (why, level = 'warn') => {
    told ||= !console[level](`No related articles: ${why}. ${home && new URL('integrations#nothing', home)}`);
  };

  const base = place => place.getAttribute('service')?.replace(/\/?$/, '/') || home;
  const at = (place, what) => new URL(`v1/${encodeURIComponent(place.getAttribute('site') || 'default')}/${what}`, base(place));

  // An anchor resolves addresses without an exception for a wrong one.
  const absolute = href => Object.assign(document.createElement('a'), { href }).href;

  // The addresses of the page, the likeliest first. After a change of location, an unchanged head belongs to the page before.
  let last = {};
  const addresses = place => {
    const given = place.getAttribute('url'), { pathname, href } = location;
    const head = [...all('link[rel~="canonical" i]').map(link => link.href), ...all('meta[property="og:url"]').map(meta => meta.content)];
    if (last.head !== `${head}`) last = { head: `${head}`, pathname };
    const those = given ? [given] : [...last.pathname === pathname ? head : [], href.replace(/#(?!!?\/).*/, '')];
    return [...new Set(those.map(absolute))].filter(url => /^http/.test(url));
  };

  // The likely height of the block, so that what is below the fold does not move when it arrives.
  const height = (place, width) => {
    const items = place.getAttribute('limit') || 5;
    const columns = /list|compact/.test(place.getAttribute('layout')) || width < 480 ? 1 : width < 608 ? 2 : width < 1056 ? 3 : 5;
    return 124 + Math.ceil(items / columns) * (columns > 1 ? width / columns * .6 + 100 : 104);
  };

  // An upper bound of the layout shift when a place in sight grows by some pixels.
  const shift = (place, growth) => {
    const { bottom } = place.getBoundingClientRect(), by = Math.min(Math.abs(growth), innerHeight);
    const below = Math.min(innerHeight, document.documentElement.getBoundingClientRect().bottom) - bottom;
    return bottom <= 0 || below <= 0 || !performance.getEntriesByType('paint')[0] ? 0
      : (below + Math.max(0, Math.min(below, innerHeight - bottom - by))) * by / innerHeight / Math.max(innerHeight, innerWidth);
  };

  // Acts when that moves next to nothing in sight, or on one of the given signs that a reader is there.
  const calmly = (place, growth, signal, act, signs = '') => {
    const done = new AbortController();
    on(signal, 'abort', () => done.abort());
    const look = event => {
      if (done.signal.aborted || !signs.includes(event?.type) && shift(place, growth) > .05) return;
      done.abort();
      act();
    };
    on(window, 'scroll ' + signs, look, { capture: true, passive: true, signal: done.signal });
    look();
  };

  // Reports once which items were visible (half of an item, for a second) and which were clicked, and nothing about the reader.
  const watch = (block, place, signal) => {
    // Without its picture, an item is drawn as one that has none.
    on(block, 'error', event => event.target.remove(), true);
    all('img', block).forEach(image => image.complete && !image.naturalWidth && image.remove());
    const { page, model } = block.dataset;
    const { doNotTrack, globalPrivacyControl, webdriver } = navigator;
    if (!page || place.getAttribute('count') === 'off' || doNotTrack == 1 || globalPrivacyControl || webdriver) return;
    const items = all('[data-key]', block), told = new Set(), near = new Map(), clicked = new Set();
    let seen = [], later;
    const of = item => ({ slot: items.indexOf(item) + 1, article: item.dataset.key, source: item.dataset.source });
    const send = (...clicked) => {
      clearTimeout(later);
      later = 0;
      if (seen.length || clicked.length) navigator.sendBeacon(at(place, 'seen'), JSON.stringify({ page, model, seen, clicked }));
      seen = [];
    };
    const see = item => {
      if (told.has(item)) return;
      told.add(item);
      seen.push(of(item));
      later ||= setTimeout(send, 1000);
    };
    const wait = item => {
      clearTimeout(near.get(item));
      near.set(item, document.hidden ? 0 : setTimeout(see, 1000, item));
    };
    const sight = new IntersectionObserver(entries => entries.forEach(({ target, intersectionRatio }) => {
      if (intersectionRatio >= .5) return wait(target);
      clearTimeout(near.get(target));
      near.delete(target);
    }), { threshold: .5 });
    items.forEach(item => sight.observe(item));
    const click = event => {
      const item = event.target.closest('a') && event.target.closest('[data-key]');
      if (!item || event.button > 1 || clicked.has(item)) return;
      clicked.add(item);
      // A reader who clicks within the second has seen the item.
      see(item);
      send(of(item));
    };
    on(block, 'click auxclick', click, { signal });
    on(document, 'visibilitychange', () => {
      [...near.keys()].forEach(wait);
      if (document.hidden) send();
    }, { signal });
    on(window, 'pagehide', () => send(), { signal });
    on(signal, 'abort', () => {
      sight.disconnect();
      near.forEach(clearTimeout);
      send();
    });
  };

  // XMLHttpRequest parses the answer apart from the page, and without a sink of Trusted Types.
  const get = (place, address, type, signal) => new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('GET', address);
    request.responseType = type;
    request.timeout = place.getAttribute('timeout') || 5000;
    request.onloadend = () => request.status === 200 ? done(request.response) : failed(request.status);
    on(signal, 'abort', () => request.abort());
    request.send();
  });

  const ask = async (place, url, signal) => {
    const address = at(place, 'block'), others = [...jobs].filter(([other]) => other !== place);
    const add = (what, value) => value && address.searchParams.append(what, value);
    add('url', url);
    ['limit', 'fallback', 'layout', 'heading', 'exclude'].forEach(what => add(what, place.getAttribute(what)));
    others.flatMap(([other, { keys }]) => [other.getAttribute('url'), ...keys]).slice(0, 90).forEach(key => add('exclude', key));
    const answer = await get(place, address, 'document', signal), block = answer?.querySelector('body > section.recommender:has(a[href])');
    if (!block && answer?.body?.firstChild) throw 'with something else';
    return block;
  };

  let styles;
  const find = async (place, { urls, stop: { signal } }) => {
    if (!base(place)) throw 'nothing: add service=';
    const pick = async block => {
      for (const url of urls) {
        const answer = await ask(place, url, signal);
        // Without its page, a block is the fallback for an unknown address.
        if (answer && (!block || answer.dataset.page)) block = answer;
        if (block?.dataset.page) break;
      }
      if (!block) throw urls;
      return document.importNode(block, true);
    };
    styles ||= get(place, new URL('embed.css?v=%VERSION%', base(place)), 'text', signal);
    const [block, css] = await Promise.all([pick(), styles]);
    // A style sheet constructed by script is not blocked by a page's style-src.
    sheet.replaceSync(css);
    return block;
  };

  // One place after the other, so that no two show the same.
  let turn = Promise.resolve();
  const draw = (place, root, job) => turn = turn.then(() => find(place, job)).then(block => show(place, root, job, block), why => {
    const { signal } = job.stop;
    if (signal.aborted) return;
    job.failed = true;
    styles = 0;
    // The page itself may have reserved a height.
    const outer = place.into || place;
    calmly(outer, outer.clientHeight, signal, () => {
      root.replaceChildren();
      if (outer.clientHeight) outer.style.minHeight = 0;
    });
    if (why === job.urls) tell(`none for ${why.join(' or ')}`, 'info');
    else tell(why ? `the service answered ${why}` : 'no answer, or forbidden by connect-src');
  });

  const show = (place, root, job, block) => {
    const { signal } = job.stop, old = root.querySelector('.recommender');
    if (signal.aborted) return;
    job.keys = all('[data-key]', block).map(item => item.dataset.key);
    block.dataset.layout = place.getAttribute('layout') || block.dataset.layout || 'grid';
    // Titles are set in the family of the page's headings.
    const heading = document.querySelector(':is(article, main) :is(h1, h2)');
    if (heading && root.host) block.style.setProperty('--r-family', getComputedStyle(heading).fontFamily);
    const act = () => {
      root.replaceChildren(block);
      watch(block, place, signal);
    };
    const { style, clientHeight } = root.firstChild;
    if (old || clientHeight) return act();
    // Measured without height: a place in sight is not reserved, so that no hole is left if there is no block.
    style.cssText = 'height:0;overflow:hidden;visibility:hidden';
    root.firstChild.append(block);
    const growth = Math.max(0, block.offsetHeight - (place.into || place).clientHeight);
    calmly(place, growth, signal, act, 'scroll pointermove pointerdown keydown');
  };

  const begin = (place, job) => {
    const root = place.hasAttribute('light') ? place : place.shadowRoot || place.attachShadow({ mode: 'open' });
    const tree = root.host ? root : document, old = root.querySelector('.recommender'), reserve = document.createElement('div');
    if (!tree.adoptedStyleSheets.includes(sheet)) tree.adoptedStyleSheets = [...tree.adoptedStyleSheets, sheet];
    // The block of the page before keeps its height until the next has come.
    if (old) old.style.visibility = 'hidden';
    else {
      root.replaceChildren(reserve);
      reserve.className = 'recommender-reserve';
      const { top, width } = reserve.getBoundingClientRect();
      if (top >= innerHeight) reserve.style.minHeight = height(place, width) + 'px';
    }
    const near = new IntersectionObserver(entries => {
      if (!entries.some(entry => entry.isIntersecting)) return;
      near.disconnect();
      if (!job.stop.signal.aborted) draw(place, root, job);
    }, { rootMargin: place.getAttribute('margin') || '400px' });
    near.observe(place);
  };

  const update = place => {
    const job = jobs.get(place), urls = place.isConnected ? addresses(place) : [];
    const wanted = urls[0] && urls[0] + settings.map(setting => place.getAttribute(setting));
    if (job?.wanted === wanted) return;
    job?.stop.abort();
    jobs.delete(place);
    if (!wanted) return;
    const next = { wanted, urls, keys: [], stop: new AbortController() };
    jobs.set(place, next);
    begin(place, next);
  };

  const soon = place => ready.then(() => update(place));

  class RecommenderBlock extends HTMLElement {
    static observedAttributes = settings;
    static read = () => ready.then(read);
    connectedCallback() { soon(this); }
    disconnectedCallback() { soon(this); }
    attributeChangedCallback() { soon(this); }
  }

  // Lines of the older form: each draws after itself, or into the element named by data-into.
  const used = new WeakSet();
  let only, later;
  const read = () => lines().forEach(line => {
    const { dataset } = line, given = settings.filter(setting => setting in dataset);
    if (used.has(line) || !given.length && !dataset.into) return;
    used.add(line);
    const place = document.createElement(name), target = dataset.into && document.querySelector(dataset.into);
    given.forEach(setting => place.setAttribute(setting, dataset[setting]));
    place.setAttribute('service', new URL('.', line.src));
    // What a page's own style sheet says of the block still applies.
    place.setAttribute('light', '');
    if (target) place.into = target;
    if (dataset.count === 'only') {
      // The server rendered these blocks; they are only counted.
      only = all('section.recommender').map(block => watch(block, place, new AbortController().signal));
    } else if (target) target.replaceChildren(place);
    else if (dataset.into || line.closest('head')) tell(`no place for ${line.outerHTML}`);
    else if (line.nextElementSibling?.localName !== name) line.after(place);
  });

  // Frameworks change the location first and the head a little later.
  const moved = () => {
    clearTimeout(later);
    later = setTimeout(() => [...jobs.keys()].forEach(update), 150);
  };
  on(window, 'popstate hashchange', moved);
  if (window.navigation) on(navigation, 'currententrychange', moved);
  ready.then(() => new MutationObserver(moved).observe(document.head, { childList: true, subtree: true, attributes: true }));
  // A page that comes back from the back/forward cache tries again.
  on(window, 'pageshow', ({ persisted }) => persisted && jobs.forEach((job, place) => {
    if (!job.failed) return;
    job.wanted = 0;
    update(place);
  }));
  on(window, 'load', () => setTimeout(() => only || jobs.size || tell('the page has no <recommender-block>', 'info'), 1000));
  sheet.replaceSync(`:host,${name}{display:block;width:100%;box-sizing:border-box}@media print{.recommender-reserve{display:none}}`);
  customElements.define(name, RecommenderBlock);
  RecommenderBlock.read();
})();
