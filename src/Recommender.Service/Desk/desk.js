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
let leaving = false;
let again;

// What a page says after saving is not true for good: going back or reloading does not say it again.
function forgetNotice(address) {
  const bare = new URL(address, location.href);
  for (const name of ['done', 'from', 'saved']) bare.searchParams.delete(name);
  history.replaceState(null, '', bare);
}

if (/[?&](done|saved)=/.test(location.search)) {
  forgetNotice(location.href);
}

/** Gives each preview the height of its block. */
function fit() {
  for (const frame of document.querySelectorAll('.preview iframe')) {
    const size = () => {
      const body = frame.contentDocument?.body;
      if (body?.firstElementChild) frame.style.height = `${Math.ceil(body.getBoundingClientRect().height) + 2}px`;
    };
    frame.addEventListener('load', () => {
      size();
      new ResizeObserver(size).observe(frame.contentDocument.body);
    });
    size();
  }
}

fit();

// A draft is kept, but who leaves by accident should not have to find that out.
addEventListener('beforeunload', event => {
  if (!leaving && document.querySelector('.savebar.pending')) event.preventDefault();
});

// A key that is held down presses a button once.
document.addEventListener('keydown', event => {
  if (event.repeat && ['Enter', ' '].includes(event.key) && event.target.closest('button')) event.preventDefault();
});

function leaveTo(address) {
  leaving = true;
  location.assign(address);
}

/** Says that the connection is lost; the page with its unsaved changes stays. */
function lost(isSave) {
  document.getElementById('lost')?.remove();
  const words = document.createElement('p');
  words.id = 'lost';
  words.className = 'notice error';
  words.tabIndex = -1;
  words.textContent = 'The service cannot be reached. Your changes are still on this page: press the button again when the '
    + 'connection is back.'
    + (isSave ? ' Whether they were saved is not known.' : '');
  (document.querySelector('.savebar.pending') ?? document.getElementById('content')).prepend(words);
  words.focus();
  spoken.textContent = words.textContent;
}

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
      leaveTo(answer.redirected ? answer.url : location.href);
      return;
    }

    // The preview keeps its height until it knows its own, so that nothing below it moves.
    const height = document.querySelector('.preview iframe')?.style.height;
    document.getElementById('content').replaceWith(document.adoptNode(content));
    document.title = next.title;
    const frame = document.querySelector('.preview iframe');
    if (frame && height) frame.style.height = height;
    fit();
    if (answer.redirected) forgetNotice(answer.url);
    settle(focus);
  } catch {
    lost(focus === 'save');
  } finally {
    busy = false;
    document.documentElement.removeAttribute('aria-busy');
  }

  const pressed = document.getElementById(again);
  again = null;
  pressed?.click();
}

/** What a button was about, after it: the same button, or another of the row that moved. Never one that saves or takes back. */
function rest(focus) {
  const usable = element => element?.disabled === false ? element : null;
  const key = /^(?:up|down|pin|add|found)-(\w+)$/.exec(focus ?? '')?.[1];
  const row = key && document.querySelector(`[data-order] [data-key="${key}"]`);
  const other = focus?.startsWith('up-') ? 'down' : focus?.startsWith('down-') ? 'up' : 'pin';
  const same = ['save', 'discard', 'undo', 'redo', 'resume'].includes(focus) ? null : document.getElementById(focus);
  return usable(same) ?? (row ? usable(document.getElementById(`${other}-${key}`)) ?? usable(row.querySelector('button:enabled')) : null);
}

/** Keeps the focus, or moves it to the new content, and announces the change to screen readers. */
function settle(focus) {
  const error = document.getElementById('error');
  const opened = /^(more|options|found-more)-/.test(focus ?? '') ? document.getElementById('pick') : null;
  const kept = error || opened ? null : rest(focus);
  const said = error ?? document.getElementById('sentence') ?? document.querySelector('#content .notice');
  const target = error ?? opened ?? kept ?? said ?? document.getElementById('content');
  if (target !== kept) {
    target.tabIndex = -1;
  }

  target.focus({ preventScroll: target === kept });
  spoken.textContent = said?.textContent ?? '';
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
