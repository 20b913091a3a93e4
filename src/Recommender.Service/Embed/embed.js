// Draws the related block of a page where the script stands, or into the element that data-into names. No cookie, no storage, one request.
(() => {
  'use strict';
  const script = document.currentScript;
  if (!script) return;
  const { site = 'default', layout = 'grid', into, url, limit, fallback, margin = '400px' } = script.dataset;
  const page = () => url
    || document.querySelector('link[rel~="canonical" i][href]')?.href
    || document.querySelector('meta[property="og:url"][content]')?.content
    || location.href;

  const address = () => {
    const asked = new URL(`v1/${encodeURIComponent(site)}/block`, script.src);
    asked.searchParams.set('url', page());
    if (limit) asked.searchParams.set('limit', limit);
    if (fallback) asked.searchParams.set('fallback', fallback);
    return asked;
  };

  // A style sheet made by script is not stopped by a page's style-src.
  const style = () => {
    const key = Symbol.for('recommender');
    if (document[key]) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('%CSS%');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    document[key] = sheet;
  };

  // What the block will need, about: what stands below it shall not move when it comes.
  const height = place => {
    const width = place.clientWidth, count = +limit || 5;
    const columns = layout === 'grid' ? Math.max(1, Math.min(count, Math.floor((width + 16) / 224))) : 1;
    const row = layout === 'grid' ? (width / columns - 16) * .625 + 136 : layout === 'list' ? 120 : 76;
    return Math.round(60 + Math.ceil(count / columns) * row);
  };

  const nothing = place => {
    // Collapsing what a reader sees would move what stands below it.
    const box = place.getBoundingClientRect();
    if (box.top >= innerHeight || !box.height) {
      if (into) place.style.minHeight = '0'; else place.remove();
    }
  };

  const draw = async place => {
    const answer = await fetch(address(), { credentials: 'omit', signal: AbortSignal.timeout(5000) });
    const isOurs = answer.ok && /^text\/html\b/i.test(answer.headers.get('content-type'));
    const text = isOurs ? await answer.text() : '';
    // Parsed apart from the page: nothing of what may have come instead of a block gets into it.
    const block = new DOMParser().parseFromString(text, 'text/html').querySelector('body > section.recommender');
    if (!block?.querySelector('a[href]')) return nothing(place);
    block.dataset.layout = layout;
    style();
    place.replaceChildren(block);
  };

  const start = () => {
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

  // With async the rest of the page, its canonical link or the element to draw into, may not be there yet.
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start, { once: true }); else start();
})();
