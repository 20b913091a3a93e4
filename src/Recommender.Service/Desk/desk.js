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
