import { appendKeepingPlace, byId, make, toEnd } from './dom.js';
import { day, hourMinute } from './format.js';
import { t } from './i18n.js';
import { act } from './net.js';
import { seat, state } from './store.js';

const KEYS = [
  ['1', '.,?!'], ['2', 'абвг abc'], ['3', 'дежз def'],
  ['4', 'ийкл ghi'], ['5', 'мноп jkl'], ['6', 'рсту mno'],
  ['7', 'фхцч pqrs'], ['8', 'шщъы tuv'], ['9', 'ьэюя wxyz'],
  ['*', '+'], ['0', '␣'], ['#', '⇧'],
];
const ENCODINGS = { gsm7: 'GSM-7', ucs2: 'UCS-2' };
let asked = 0;

const number = () => seat().sms_phone;
const partsLine = ({ encoding, parts }) => `${parts} SMS · ${ENCODINGS[encoding] || encoding}`;

function slip(text) {
  const who = text.by_bot ? state.service_number : `→ ${state.service_number}`;
  const waiting = text.state === 'sending' ? ` · ${t('unsent')}` : '';
  const head = make('small', {}, `${who}  ${day(text.date).slice(0, 5)} ${hourMinute(text.date)}`);
  const foot = make('small', { className: 'parts' }, partsLine(text) + waiting);
  const node = make('article', { className: text.by_bot ? 'in' : 'out' }, head, make('p', {}, text.text), foot);
  node.dataset.id = text.id;
  return node;
}

function renderSums() {
  const { from_bot: a, from_phone: b } = state.sms.parts[number()] || { from_bot: 0, from_phone: 0 };
  byId('sums').textContent = t('sums', { a, b });
}

export function renderTexts() {
  const list = byId('texts');
  const texts = state.sms.texts[number()] || [];
  list.setAttribute('aria-busy', 'true');
  list.replaceChildren(...texts.map(slip));
  if (!texts.length) list.append(make('p', { className: 'empty' }, t('empty', { n: state.service_number })));
  list.setAttribute('aria-busy', 'false');
  toEnd(list);
  byId('sms-number').textContent = number();
  byId('sms-with').textContent = state.service_number;
  byId('other-sim').hidden = true;
  renderSums();
  count();
}

// A text for a number that is in no phone on show (a code, say) must not go unseen.
function offerOtherSim(other, openNumber) {
  const open = make('button', { type: 'button' }, t('open'));
  open.onclick = () => openNumber(other);
  byId('other-sim').replaceChildren(make('span', {}, t('otherSim', { n: other })), open);
  byId('other-sim').hidden = false;
  toEnd(byId('texts'));
}

export function showText(text, isNew, openNumber) {
  if (text.number !== number()) {
    if (isNew && text.by_bot) offerOtherSim(text.number, openNumber);
    return;
  }
  const old = byId('texts').querySelector(`[data-id="${CSS.escape(text.id)}"]`);
  if (old) old.replaceWith(slip(text));
  else {
    byId('texts').querySelector('.empty')?.remove();
    appendKeepingPlace(byId('texts'), slip(text));
  }
  renderSums();
}

async function count() {
  const mine = ++asked;
  const text = byId('type').value;
  if (!text) {
    byId('counter').textContent = '';
    return;
  }
  const answer = await act('sms/count', { text });
  if (answer && mine === asked) byId('counter').textContent = partsLine(answer);
}

async function send() {
  const field = byId('type');
  const text = field.value;
  if (!text.trim()) return;
  if (!(await act('sms/type', { seat: seat().number, text }))) return;
  if (field.value === text) field.value = '';
  toEnd(byId('texts'));
  count();
}

function type(sign) {
  const field = byId('type');
  field.setRangeText(sign, field.selectionStart, field.selectionEnd, 'end');
  count();
}

function erase() {
  const field = byId('type');
  const start = field.selectionStart === field.selectionEnd
    ? Math.max(0, field.selectionStart - 1) : field.selectionStart;
  field.setRangeText('', start, field.selectionEnd, 'end');
  count();
}

export function wireKeypad() {
  byId('sms').onsubmit = (event) => { event.preventDefault(); send(); };
  byId('type').oninput = count;
  byId('type').onkeydown = (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  byId('erase').onclick = erase;
  byId('up').onclick = () => byId('texts').scrollBy({ top: -90 });
  byId('down').onclick = () => byId('texts').scrollBy({ top: 90 });
  byId('keys').append(...KEYS.map(([sign, letters]) => {
    const key = make('button', { type: 'button', 'aria-label': sign });
    key.append(make('b', {}, sign), make('small', { 'aria-hidden': 'true' }, letters));
    key.onclick = () => type(sign);
    return key;
  }));
}
