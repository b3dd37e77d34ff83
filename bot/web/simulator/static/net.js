import { byId } from './dom.js';
import { t } from './i18n.js';

const RETRY_MS = 1000;

function showLost(lost) {
  byId('lost').textContent = lost ? t('lost') : '';
  byId('lost').hidden = !lost;
}

// Listens for events as long as the page is open, also across restarts of the server:
// each new stream begins with the whole state.
export function listen(onEvent) {
  const source = new EventSource('simulator/events');
  source.onopen = () => showLost(false);
  source.onmessage = (message) => onEvent(JSON.parse(message.data));
  source.onerror = () => {
    showLost(true);
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(onEvent), RETRY_MS);
  };
}

let clearing = 0;

export function notice(text) {
  byId('notice').textContent = text;
  byId('notice').hidden = false;
  clearTimeout(clearing);
  clearing = setTimeout(() => { byId('notice').hidden = true; }, 4000);
}

// Gives the answer, or null when it could not be done; the person is told why.
export async function act(name, body) {
  try {
    const answer = await fetch(`simulator/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.ok) return await answer.json();
    const refusal = await answer.json().catch(() => ({}));
    notice(refusal.error || t('failed'));
  } catch {
    notice(t('failed'));
  }
  return null;
}
