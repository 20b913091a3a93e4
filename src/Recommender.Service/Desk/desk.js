// The desk works without this file; it only spares round trips of the whole page.

const pause = 150;

/** Renews the results of a search while somebody types. */
function searchAsTyped(input) {
  const results = document.getElementById(input.dataset.live);
  const form = input.form;
  let timer;
  let running;

  async function renew() {
    running?.abort();
    running = new AbortController();
    const address = new URL(form.action);
    address.searchParams.set('q', input.value);
    try {
      const answer = await fetch(address, { signal: running.signal, redirect: 'manual' });
      if (!answer.ok) {
        // The session is over, or too much was asked: the whole page tells which.
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

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(renew, pause);
  });
}

/** Arrow keys go from the search to its results and back. */
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

for (const input of document.querySelectorAll('input[data-live]')) {
  searchAsTyped(input);
  walkResults(input);
}

// Forms that make the next state of the page: only the content is exchanged, so that the place on the page and the focus stay.

const spoken = document.createElement('div');
spoken.className = 'visually-hidden';
spoken.setAttribute('role', 'status');
if (document.querySelector('form[data-swap]')) {
  document.body.append(spoken);
}

document.documentElement.classList.add('scripted');

let busy = false;
let again;

/** Sends a form and puts the content of the answer in place of the page's. */
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
    // Nothing is known of what became of it; the browser itself tells what is wrong with the line.
    location.reload();
  } finally {
    busy = false;
    document.documentElement.removeAttribute('aria-busy');
  }

  const pressed = document.getElementById(again);
  again = null;
  pressed?.click();
}

/** The focus goes on where it was, or to what came; what is new is spoken. */
function settle(focus) {
  const error = document.getElementById('error');
  const pick = document.getElementById('pick');
  const opened = focus?.startsWith('more-') || focus?.startsWith('options-') || focus?.startsWith('found-more-');
  const same = document.getElementById(focus);
  const target = error ?? (opened ? pick : null) ?? (same?.disabled === false ? same : document.getElementById('save') ?? document.getElementById('undo'));
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
    // Who presses an arrow twice at once means it; nothing else is done to a page that is about to be another.
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
    const over = [...list.children].find(other => other !== row && moved.clientY >= other.getBoundingClientRect().top && moved.clientY <= other.getBoundingClientRect().bottom);
    if (!over) {
      return;
    }

    // Only past the middle of a row, lest rows of unlike height change places for ever.
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
