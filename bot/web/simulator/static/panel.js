import { byId, make } from './dom.js';
import { day, forField, hourMinute, simulatedNow } from './format.js';
import { currentLanguage, t } from './i18n.js';
import { act, notice } from './net.js';
import { choose, putSeat, seat, state } from './store.js';

export async function changeSims(numbers, redraw) {
  const changed = await act('seat', { seat: seat().number, ...numbers });
  if (!changed) return;
  putSeat(changed);
  redraw();
}

function renderSeats(redraw) {
  const last = Math.max(...state.seats.map(({ number }) => number));
  const keys = state.seats.map(({ number }) => {
    const label = t('phonesNo', { n: number });
    const pressed = String(number === seat().number);
    const key = make('button', { type: 'button', 'aria-label': label, 'aria-pressed': pressed }, String(number));
    key.onclick = () => { choose(number); redraw(); };
    return key;
  });
  const add = make('button', { type: 'button', 'aria-label': t('addPhones'), className: 'add' }, '+');
  add.onclick = async () => {
    const opened = await act('seat', { seat: last + 1 });
    if (!opened) return;
    putSeat(opened);
    choose(opened.number);
    redraw();
  };
  byId('seats').replaceChildren(...keys, add);
  byId('sim-phone').value = seat().phone;
  byId('sim-sms').value = seat().sms_phone;
}

async function copy(text) {
  await navigator.clipboard?.writeText(text);
  notice(`${t('copied')}: ${text}`);
}

function personCard({ name, iin, phone, about }, redraw) {
  const copying = make('button', { type: 'button', className: 'link', 'aria-label': `${t('copy')} ${t('iin')} ${iin}` }, t('copy'));
  copying.onclick = () => copy(iin);
  const toSmart = make('button', { type: 'button', className: 'link' }, t('toSmartphone'));
  toSmart.onclick = () => changeSims({ phone }, redraw);
  const toKeypad = make('button', { type: 'button', className: 'link' }, t('toKeypad'));
  toKeypad.onclick = () => changeSims({ sms_phone: phone }, redraw);
  return make('li', {},
    make('b', {}, name),
    make('p', {}, about[currentLanguage()] || ''),
    make('div', {}, make('span', {}, `${t('iin')} `, make('bdi', {}, iin)), copying),
    make('div', {}, make('bdi', {}, phone)),
    make('div', {}, toSmart, toKeypad));
}

export function renderPanel(redraw) {
  renderSeats(redraw);
  byId('people').replaceChildren(...state.people.map((person) => personCard(person, redraw)));
  document.querySelector('.people-card').hidden = !state.people.length;
  const options = state.people.map(({ name, phone }) => make('option', { value: phone }, name));
  byId('numbers').replaceChildren(...options);
}

export function renderClock() {
  const now = simulatedNow();
  byId('now').textContent = `${day(now)} ${hourMinute(now)}`;
  byId('smart-time').textContent = hourMinute(now);
  byId('sms-time').textContent = hourMinute(now);
}

export function resetTravel() {
  byId('travel-to').value = forField(simulatedNow());
}

async function travel(where) {
  const buttons = document.querySelectorAll('.clock button');
  for (const button of buttons) button.disabled = true;
  await act('clock', where);
  for (const button of buttons) button.disabled = false;
}

export function wirePanel(redraw) {
  byId('sims').onsubmit = (event) => {
    event.preventDefault();
    const plain = (id) => byId(id).value.replace(/[^+\d]/g, '');
    changeSims({ phone: plain('sim-phone'), sms_phone: plain('sim-sms') }, redraw);
  };
  byId('plus-1').onclick = () => travel({ days: 1 });
  byId('plus-7').onclick = () => travel({ days: 7 });
  byId('travel').onsubmit = (event) => {
    event.preventDefault();
    travel({ at: byId('travel-to').value });
  };
  // On a small screen the phones come first.
  if (matchMedia('(max-width: 1179px)').matches) {
    for (const card of document.querySelectorAll('details.card')) card.open = false;
  }
}
