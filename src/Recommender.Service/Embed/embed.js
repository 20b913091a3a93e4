// Shows the related block of a page in place of the script, or in the element named by data-into, and counts impressions and clicks.
// No cookies, no storage, one request; counts are sent separately.
(() => {
  'use strict';
  const script = document.currentScript;
  if (!script) return;
  const { site = 'default', layout, heading, into, url, limit, fallback, count, margin = '400px' } = script.dataset;
  const page = () => url
    || document.querySelector('link[rel~="canonical" i][href]')?.href
    || document.querySelector('meta[property="og:url"][content]')?.content
    || location.href;

  const at = what => new URL(`v1/${encodeURIComponent(site)}/${what}`, script.src);

  const address = () => {
    const asked = at('block');
    asked.searchParams.set('url', page());
    // What the page does not say is a setting of the site.
    for (const [name, value] of Object.entries({ limit, fallback, layout, heading })) if (value) asked.searchParams.set(name, value);
    return asked;
  };

  // A style sheet constructed by script is not blocked by a page's style-src.
  const style = () => {
    const key = Symbol.for('recommender');
    if (document[key]) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('%CSS%');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    document[key] = sheet;
  };

  // The estimated size of the block is reserved, so that the content below does not move when it arrives.
  const height = place => {
    const width = place.clientWidth, items = +limit || 5;
    const columns = !layout || layout === 'grid' ? Math.max(1, Math.min(items, Math.floor((width + 16) / 224))) : 1;
    const row = !layout || layout === 'grid' ? (width / columns - 16) * .625 + 136 : layout === 'list' ? 120 : 76;
    return Math.round(60 + Math.ceil(items / columns) * row);
  };

  const nothing = place => {
    // Collapsing a visible element would move the content below it.
    const box = place.getBoundingClientRect();
    if (box.top >= innerHeight || !box.height) {
      if (into) place.style.minHeight = '0'; else place.remove();
    }
  };

  // Reports once which items were visible (half of an item, for a second) and which were clicked, and nothing about the reader.
  const watch = block => {
    const { page, model } = block.dataset;
    const { doNotTrack, globalPrivacyControl, webdriver } = navigator;
    if (!page || count === 'off' || doNotTrack === '1' || globalPrivacyControl || webdriver) return;
    const items = [...block.querySelectorAll('[data-key]')], told = new Set(), near = new Map(), clicked = new Set();
    let seen = [], later;
    const of = item => ({ slot: items.indexOf(item) + 1, article: item.dataset.key, source: item.dataset.source });
    const send = (...clicked) => {
      clearTimeout(later);
      later = 0;
      if (seen.length || clicked.length) navigator.sendBeacon(at('seen'), JSON.stringify({ page, model, seen, clicked }));
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
    block.addEventListener('click', click);
    block.addEventListener('auxclick', click);
    document.addEventListener('visibilitychange', () => {
      [...near.keys()].forEach(wait);
      if (document.hidden) send();
    });
    addEventListener('pagehide', () => send());
  };

  const draw = async place => {
    const answer = await fetch(address(), { credentials: 'omit', signal: AbortSignal.timeout(5000) });
    const isOurs = answer.ok && /^text\/html\b/i.test(answer.headers.get('content-type'));
    const text = isOurs ? await answer.text() : '';
    // Parsed outside the page, so that an unexpected answer cannot get into it.
    const block = new DOMParser().parseFromString(text, 'text/html').querySelector('body > section.recommender');
    if (!block?.querySelector('a[href]')) return nothing(place);
    style();
    place.replaceChildren(block);
    watch(block);
  };

  const start = () => {
    // The server rendered the blocks; they are only counted.
    if (count === 'only') return document.querySelectorAll('section.recommender').forEach(watch);
    let place = into && document.querySelector(into);
    if (into && !place) return;
    if (!place) {
      place = document.createElement('div');
      script.after(place);
      place.style.minHeight = `var(--recommender-min-height, ${height(place)}px)`;
    }
    const seen = new IntersectionObserver(entries => {
      if (!entries.some(entry => entry.isIntersecting)) return;
      seen.disconnect();
      draw(place).catch(() => nothing(place));
    }, { rootMargin: margin });
    seen.observe(place);
  };

  // With async, the canonical link or the target element may not have been parsed yet.
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start, { once: true }); else start();
})();
