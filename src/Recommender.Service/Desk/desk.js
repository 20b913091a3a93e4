// The desk works without this file; with it, less of a page is loaded again.

const pause = 150;

/** Updates the results of a search while the user types. */
function searchAsTyped(input) {
  const results = document.getElementById(input.dataset.live);
  const form = input.form;
  let timer;
  let running;

  async function update() {
    running?.abort();
    running = new AbortController();
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) {
      if (value) {
        address.searchParams.set(name, value);
      }
    }

    try {
      const answer = await fetch(address, { signal: running.signal, redirect: 'manual' });
      if (!answer.ok) {
        // The session has ended, or the client sent too many requests: the whole page shows which.
        form.requestSubmit();
        return;
      }

      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      results.replaceChildren(...page.getElementById(results.id).childNodes);
      document.title = page.title;
      history.replaceState(null, '', address);
    } catch (error) {
      if (error.name !== 'AbortError') {
        throw error;
      }
    }
  }

  // The filters belong to the form, too.
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(update, pause);
  });
}

/** Moves the focus between the search and its results with the arrow keys. */
function walkResults(input) {
  const results = document.getElementById(input.dataset.live);
  document.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [input, ...results.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement);
    if (step && at >= 0 && stops[at + step]) {
      event.preventDefault();
      stops[at + step].focus();
    }
  });
}

// "/" leads to the search of the page.
document.addEventListener('keydown', event => {
  const search = document.querySelector('input[aria-keyshortcuts="/"]');
  if (event.key === '/' && search && !event.ctrlKey && !event.metaKey && !event.altKey
    && !event.target.closest?.('input, textarea, select, [contenteditable]')) {
    event.preventDefault();
    search.focus();
    search.select();
  }
});

for (const input of document.querySelectorAll('input[data-live]')) {
  searchAsTyped(input);
  walkResults(input);
}

// Forms that lead to the next state of the same page: only the content is replaced, which keeps the scroll position and the focus.

const spoken = document.createElement('div');
spoken.className = 'visually-hidden';
spoken.setAttribute('role', 'status');
if (document.querySelector('form[data-swap]')) {
  document.body.append(spoken);
}

document.documentElement.classList.add('scripted');

let busy = false;
let again;

/** Sends a form and replaces the page's content with that of the response. */
async function exchange(form, fields, focus) {
  if (busy) {
    return;
  }

  busy = true;
  document.documentElement.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(fields) });
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const content = next.getElementById('content');
    if (!content || (answer.redirected && new URL(answer.url).pathname !== location.pathname)) {
      location.assign(answer.redirected ? answer.url : location.href);
      return;
    }

    document.getElementById('content').replaceWith(document.adoptNode(content));
    document.title = next.title;
    if (answer.redirected) {
      history.replaceState(null, '', answer.url);
    }

    settle(focus);
  } catch {
    // Whether the server received the form is unknown; on a reload the browser reports a network error by itself.
    location.reload();
  } finally {
    busy = false;
    document.documentElement.removeAttribute('aria-busy');
  }

  const pressed = document.getElementById(again);
  again = null;
  pressed?.click();
}

/** Keeps the focus, or moves it to the new content, and announces the change to screen readers. */
function settle(focus) {
  const error = document.getElementById('error');
  const pick = document.getElementById('pick');
  const opened = focus?.startsWith('more-') || focus?.startsWith('options-') || focus?.startsWith('found-more-');
  const same = document.getElementById(focus);
  const target = error ?? (opened ? pick : null)
    ?? (same?.disabled === false ? same : document.getElementById('save') ?? document.getElementById('undo'));
  if (target === error && error) {
    error.tabIndex = -1;
  }

  (target || document.getElementById('content')).focus({ preventScroll: target === same });
  spoken.textContent = (error ?? document.getElementById('sentence') ?? document.querySelector('#content .notice'))?.textContent ?? '';
}

document.addEventListener('submit', event => {
  const form = event.target;
  if (!form.matches('form[data-swap]')) {
    return;
  }

  event.preventDefault();
  if (busy) {
    // A second press of an arrow button is repeated afterwards; other buttons may not exist on the next page.
    again = /^(up|down)-/.test(event.submitter?.id ?? '') ? event.submitter.id : again;
    return;
  }

  exchange(form, new FormData(form, event.submitter), event.submitter?.id);
});

// Dragging with mouse, pen or finger; the arrow buttons do the same.
document.addEventListener('pointerdown', event => {
  const handle = event.target.closest?.('[data-order] .handle');
  if (!handle || event.button !== 0) {
    return;
  }

  event.preventDefault();
  const row = handle.closest('li');
  const list = row.parentElement;
  const before = [...list.children];
  row.classList.add('dragged');

  function move(moved) {
    const over = [...list.children].find(other => {
      const { top, bottom } = other.getBoundingClientRect();
      return other !== row && moved.clientY >= top && moved.clientY <= bottom;
    });
    if (!over) {
      return;
    }

    // Only past the middle of a row: otherwise rows of different height would swap places repeatedly.
    const { top, height } = over.getBoundingClientRect();
    const below = row.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (below ? moved.clientY > top + height / 2 : moved.clientY < top + height / 2) {
      list.insertBefore(row, below ? over.nextSibling : over);
    }
  }

  function end(ended) {
    document.removeEventListener('pointermove', move);
    document.removeEventListener('pointerup', end);
    document.removeEventListener('pointercancel', end);
    row.classList.remove('dragged');
    const place = [...list.children].indexOf(row);
    if (ended.type === 'pointercancel') {
      list.replaceChildren(...before);
    } else if (place !== before.indexOf(row)) {
      const form = list.closest('form');
      const fields = new FormData(form);
      fields.set('do', `move:${row.dataset.key}:${place + 1}`);
      exchange(form, fields, `pin-${row.dataset.key}`);
    }
  }

  document.addEventListener('pointermove', move);
  document.addEventListener('pointerup', end);
  document.addEventListener('pointercancel', end);
});
