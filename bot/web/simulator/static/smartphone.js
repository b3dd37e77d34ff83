import { appendKeepingPlace, byId, grow, icon, make, toEnd } from './dom.js';
import { day, formatted, hourMinute, size } from './format.js';
import { currentLanguage, t } from './i18n.js';
import { act } from './net.js';
import { seat, state } from './store.js';

const shown = new Map();
let lastDay = '';
let correcting = null;
let toastTimer = 0;

const chat = () => state.chats[seat().chat] || { messages: [], keyboard: null };
const say = (name, body) => act(name, { seat: seat().number, language: currentLanguage(), ...body });

function photo(message) {
  const { file_id: id, width, height } = message.photo.at(-1);
  if (id === 'sim-photo') return make('div', { className: 'stand-in' }, t('photo'));
  const src = `simulator/files/${encodeURIComponent(id)}`;
  const picture = make('img', { src, width, height, alt: message.caption || t('photo') });
  return make('a', { href: src, target: '_blank', className: 'picture' }, picture);
}

function fileCard({ file_id: id, file_name: name, file_size: bytes }) {
  const words = make('span', {}, make('b', {}, name), make('small', {}, `${t('download')} · ${size(bytes)}`));
  const href = `simulator/files/${encodeURIComponent(id)}`;
  return make('a', { href, download: name, className: 'file' }, icon('file'), words);
}

function standIn(message) {
  const what = ['voice', 'location', 'sticker'].find((kind) => message[kind]);
  return what ? [make('div', { className: 'stand-in' }, t(what))] : [];
}

function content(message) {
  const parts = standIn(message);
  if (message.photo) parts.push(photo(message));
  if (message.document) parts.push(fileCard(message.document));
  if (message.contact) parts.push(make('div', { className: 'stand-in' }, message.contact.phone_number));
  const text = message.text ?? message.caption;
  if (text) {
    const entities = message.entities || message.caption_entities;
    parts.push(make('div', { className: 'words' }, formatted(text, entities)));
  }
  return parts;
}

function button(message, { text, url, callback_data: data }) {
  if (url) {
    const safe = /^(https?|tg|tel):/i.test(url) ? url : undefined;
    return make('a', { href: safe, target: '_blank', rel: 'noopener noreferrer' }, `${text} ↗`);
  }
  const key = make('button', { type: 'button' }, text);
  key.onclick = async () => {
    key.classList.add('busy');
    await say('chat/press', { message_id: message.message_id, data });
    setTimeout(() => key.classList.remove('busy'), 5000);
  };
  return key;
}

function buttons(message) {
  const rows = message.reply_markup?.inline_keyboard || [];
  if (!rows.length) return [];
  const lines = rows.map((row) => make('div', {}, ...row.map((item) => button(message, item))));
  return [make('div', { className: 'inline-buttons' }, ...lines)];
}

function bubble(message) {
  const mine = !message.from.is_bot;
  const edited = message.edit_date && mine ? `${t('edited')} ` : '';
  const stamp = make('span', { className: 'stamp' }, edited + hourMinute(message.date));
  const body = make('div', { className: 'bubble' }, ...content(message), stamp);
  const kind = message.photo ? ' has-photo' : '';
  return make('article', { className: (mine ? 'mine' : 'theirs') + kind }, body, ...buttons(message));
}

function nodesFor(message) {
  const nodes = [];
  const date = day(message.date);
  if (date !== lastDay) nodes.push(make('div', { className: 'day' }, date));
  lastDay = date;
  const node = bubble(message);
  shown.set(message.message_id, node);
  return [...nodes, node];
}

function profileText(texts) {
  return texts[currentLanguage()] || texts[''] || '';
}

function renderEmpty() {
  const about = profileText(state.bot.descriptions);
  if (!about) return;
  const card = make('div', { className: 'about' }, make('b', {}, t('newChat')), make('p', {}, about));
  byId('chat').append(card);
}

export function renderChat() {
  const list = byId('chat');
  list.setAttribute('aria-busy', 'true');
  shown.clear();
  lastDay = '';
  list.replaceChildren();
  const { messages } = chat();
  if (messages.length) for (const message of messages) list.append(...nodesFor(message));
  else renderEmpty();
  list.setAttribute('aria-busy', 'false');
  toEnd(list);
  byId('smart-number').textContent = seat().phone;
  byId('bot-name').textContent = state.bot.name;
  byId('bot-state').textContent = t('bot');
  renderStart();
  renderKeyboard();
}

function renderStart() {
  const fresh = !chat().messages.length;
  byId('start').hidden = !fresh;
  byId('composer').hidden = fresh;
}

export function renderKeyboard() {
  const keys = byId('keyboard');
  const rows = chat().keyboard?.keyboard || [];
  keys.hidden = !rows.length;
  keys.replaceChildren(...rows.map((row) => make('div', {}, ...row.map((item) => {
    const key = make('button', { type: 'button' }, item.text);
    key.onclick = () => (item.request_contact ? say('chat/contact', {}) : say('chat/send', { text: item.text }));
    return key;
  }))));
  toEnd(byId('chat'));
}

export function showMessage(message) {
  if (chat().messages.length === 1) return renderChat();
  byId('bot-state').textContent = t('bot');
  if (!message.from.is_bot) toEnd(byId('chat'));
  return appendKeepingPlace(byId('chat'), ...nodesFor(message));
}

export function showEdit(message) {
  const node = bubble(message);
  const old = shown.get(message.message_id);
  const held = old?.contains(document.activeElement);
  old?.replaceWith(node);
  // Whoever pressed by keyboard goes on where they were.
  if (held) (node.querySelector('button') || byId('write')).focus();
  shown.set(message.message_id, node);
}

export function showTyping() {
  byId('bot-state').textContent = t('typing');
  setTimeout(() => { byId('bot-state').textContent = t('bot'); }, 5000);
}

export function showToast({ text, alert }) {
  for (const key of document.querySelectorAll('.inline-buttons .busy')) key.classList.remove('busy');
  if (!text) return;
  if (alert) {
    byId('alert-text').textContent = text;
    byId('alert').showModal();
    return;
  }
  byId('toast').textContent = text;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { byId('toast').textContent = ''; }, 4000);
}

function closeSheet() {
  byId('sheet').hidden = true;
  for (const id of ['commands', 'attach']) byId(id).setAttribute('aria-expanded', 'false');
}

function openSheet(opener, items) {
  const same = opener.getAttribute('aria-expanded') === 'true';
  closeSheet();
  if (same) return;
  opener.setAttribute('aria-expanded', 'true');
  byId('sheet').replaceChildren(...items.map(([label, hint, action]) => {
    const item = make('button', { type: 'button' }, make('b', {}, label), hint);
    item.onclick = () => { closeSheet(); action(); byId('write').focus(); };
    return item;
  }));
  byId('sheet').hidden = false;
  byId('sheet').querySelector('button')?.focus();
}

function commandItems() {
  const all = state.bot.commands;
  const list = all[currentLanguage()] || all[''] || [];
  if (!list.length) return [[t('noCommands'), '', () => {}]];
  return list.map(({ command, description }) => [
    `/${command}`, description, () => say('chat/send', { text: `/${command}` }),
  ]);
}

function correctLast() {
  const own = chat().messages.filter((message) => !message.from.is_bot && message.text).at(-1);
  if (!own) return;
  correcting = own.message_id;
  byId('write').value = own.text;
  grow(byId('write'));
}

function attachItems() {
  const kinds = ['photo', 'voice', 'location', 'sticker'];
  return [
    ...kinds.map((what) => [t(what), '', () => say('chat/attach', { what })]),
    [t('contact'), seat().phone, () => say('chat/contact', {})],
    [t('correct'), '', correctLast],
  ];
}

async function sendWritten() {
  const field = byId('write');
  const text = field.value;
  if (!text.trim()) return;
  const sent = correcting
    ? await say('chat/edit', { message_id: correcting, text })
    : await say('chat/send', { text });
  if (!sent) return;
  correcting = null;
  if (field.value === text) field.value = '';
  grow(field);
}

export function wireSmartphone() {
  byId('start').onclick = async () => {
    await say('chat/send', { text: '/start' });
    byId('write').focus();
  };
  byId('composer').onsubmit = (event) => { event.preventDefault(); sendWritten(); };
  byId('write').oninput = () => grow(byId('write'));
  byId('write').onkeydown = (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    sendWritten();
  };
  byId('commands').onclick = () => openSheet(byId('commands'), commandItems());
  byId('attach').onclick = () => openSheet(byId('attach'), attachItems());
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') closeSheet(); });
}
