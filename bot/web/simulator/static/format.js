import { make } from './dom.js';

const TAGS = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};
const SAFE_LINK = /^(https?:|tel:|mailto:|tg:)/i;

function wrap(entity, inner) {
  if (entity.type === 'text_link' || entity.type === 'url') {
    const href = entity.url || inner.textContent;
    if (!SAFE_LINK.test(href)) return inner;
    return make('a', { href, target: '_blank', rel: 'noopener noreferrer' }, inner);
  }
  if (entity.type === 'spoiler') return make('span', { className: 'spoiler', tabIndex: 0 }, inner);
  const tag = TAGS[entity.type];
  return tag ? make(tag, {}, inner) : inner;
}

// Text and Telegram entities (UTF-16 offsets, as in JavaScript) to nodes.
export function formatted(text, entities = []) {
  const ends = new Set([0, text.length]);
  for (const { offset, length } of entities) ends.add(offset).add(offset + length);
  const cuts = [...ends].filter((at) => at <= text.length).sort((a, b) => a - b);
  const result = document.createDocumentFragment();
  cuts.slice(0, -1).forEach((from, index) => {
    const to = cuts[index + 1];
    let node = document.createTextNode(text.slice(from, to));
    const around = entities.filter((e) => e.offset <= from && e.offset + e.length >= to);
    for (const entity of around.reverse()) node = wrap(entity, node);
    result.append(node);
  });
  return result;
}

const two = (number) => String(number).padStart(2, '0');

let zoneMinutes = 0;
let ahead = 0;

export function setClock({ now, offset_minutes: minutes }) {
  zoneMinutes = minutes;
  ahead = now - performance.now() / 1000;
}

// Simulated time on the page's own tick between two words from the server.
export const simulatedNow = () => performance.now() / 1000 + ahead;

const local = (seconds) => new Date((seconds + zoneMinutes * 60) * 1000);

export function hourMinute(seconds) {
  const at = local(seconds);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

export function day(seconds) {
  const at = local(seconds);
  return `${two(at.getUTCDate())}.${two(at.getUTCMonth() + 1)}.${at.getUTCFullYear()}`;
}

export const forField = (seconds) => local(seconds).toISOString().slice(0, 16);

export function size(bytes) {
  return bytes < 1024 ? `${bytes} B` : `${Math.round(bytes / 1024)} KB`;
}
