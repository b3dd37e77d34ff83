// What the server has told, and which pair of phones is in hand.
const KEPT = 'orleu-simulator-seat';

export const state = {
  bot: { name: '', commands: {}, descriptions: {} },
  seats: [{ number: 1, chat: 0, phone: '', sms_phone: '' }],
  chats: {},
  sms: { texts: {}, parts: {} },
  service_number: '',
  people: [],
};

let chosen = Number(sessionStorage.getItem(KEPT)) || 1;

export const seat = () => state.seats.find(({ number }) => number === chosen) || state.seats[0];

export function choose(number) {
  chosen = number;
  sessionStorage.setItem(KEPT, String(number));
}

export function putSeat(changed) {
  const others = state.seats.filter(({ number }) => number !== changed.number);
  state.seats = [...others, changed].sort((a, b) => a.number - b.number);
  state.chats[changed.chat] ??= { messages: [], keyboard: null };
}

// True if the text is new, false if only its state has changed.
export function putText(text, parts) {
  const list = (state.sms.texts[text.number] ??= []);
  const at = list.findIndex(({ id }) => id === text.id);
  if (at >= 0) list[at] = text;
  else list.push(text);
  state.sms.parts[text.number] = parts;
  return at < 0;
}

export function putMessage(chat, message) {
  const list = (state.chats[chat] ??= { messages: [], keyboard: null }).messages;
  const at = list.findIndex((known) => known.message_id === message.message_id);
  if (at >= 0) list[at] = message;
  else list.push(message);
}
