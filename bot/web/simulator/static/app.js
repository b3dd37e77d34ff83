import { byId } from './dom.js';
import { setClock } from './format.js';
import { speak, translatePage } from './i18n.js';
import { renderTexts, showText, wireKeypad } from './keypad.js';
import { listen } from './net.js';
import { changeSims, renderClock, renderPanel, resetTravel, wirePanel } from './panel.js';
import {
  renderChat, renderKeyboard, showEdit, showMessage, showToast, showTyping, wireSmartphone,
} from './smartphone.js';
import { choose, putMessage, putSeat, putText, seat, state } from './store.js';

function redraw() {
  renderPanel(redraw);
  renderChat();
  renderTexts();
}

function takeClock(clock) {
  setClock(clock);
  renderClock();
}

// Opens the number where it is: on a pair of phones that has it, else as this phone's SIM.
function openNumber(number) {
  const owner = state.seats.find(({ sms_phone: theirs }) => theirs === number);
  if (!owner) {
    changeSims({ sms_phone: number }, redraw);
    return;
  }
  choose(owner.number);
  redraw();
}

const inHand = (chat) => chat === seat().chat;

const TAKE = {
  state(told) {
    Object.assign(state, told);
    takeClock(told.clock);
    resetTravel();
    redraw();
  },
  message({ chat, message }) {
    putMessage(chat, message);
    if (inHand(chat)) showMessage(message);
  },
  edit({ chat, message }) {
    putMessage(chat, message);
    if (inHand(chat)) showEdit(message);
  },
  keyboard({ chat, keyboard }) {
    state.chats[chat].keyboard = keyboard;
    if (inHand(chat)) renderKeyboard();
  },
  typing({ chat }) {
    if (inHand(chat)) showTyping();
  },
  toast(toast) {
    if (inHand(toast.chat)) showToast(toast);
  },
  sms({ sms, parts }) {
    showText(sms, putText(sms, parts), openNumber);
  },
  seat({ seat: changed }) {
    putSeat(changed);
    redraw();
  },
  bot({ bot }) {
    state.bot = bot;
    renderChat();
  },
  clock(clock) {
    takeClock(clock);
  },
};

translatePage();
wireSmartphone();
wireKeypad();
wirePanel(redraw);
for (const code of ['kk', 'ru']) {
  byId(`lang-${code}`).onclick = () => {
    speak(code);
    redraw();
  };
}
setInterval(renderClock, 1000);
listen((event) => TAKE[event.kind]?.(event));
