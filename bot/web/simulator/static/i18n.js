// The page's own labels. What the bot says comes from the bot, never from here.
const TEXTS = {
  kk: {
    title: 'Өрлеу симуляторы',
    lead: 'Ботпен екі телефоннан сөйлесіңіз. Адамдардың бәрі ойдан шығарылған.',
    now: 'Симулятор уақыты',
    language: 'Беттің тілі',
    controls: 'Басқару',
    phones: 'Телефондар',
    phonesNo: 'Телефондар № {n}',
    addPhones: 'Жаңа телефондар қосу',
    smartphone: 'Смартфон',
    keypad: 'Батырмалы телефон',
    change: 'Нөмірлерді ауыстыру',
    time: 'Уақыт',
    plus1: '+1 күн',
    plus7: '+7 күн',
    go: 'Көшу',
    travelTo: 'Күні мен уақыты',
    timeHint: 'Уақытты алға жылжытыңыз: мерзімі келген ескертулер телефонға келеді.',
    people: 'Ойдан шығарылған адамдар',
    peopleHint: 'Нөмірді телефонға салыңыз, бот ЖСН сұраса, көшіріп жіберіңіз.',
    iin: 'ЖСН',
    copy: 'Көшіру',
    copied: 'Көшірілді',
    toSmartphone: 'Смартфонға',
    toKeypad: 'Батырмалыға',
    talk: 'Ботпен әңгіме',
    bot: 'бот',
    typing: 'жазып жатыр…',
    start: 'Бастау',
    menu: 'Мәзір',
    attach: 'Тіркеу',
    message: 'Хабарлама',
    send: 'Жіберу',
    photo: 'Фото',
    voice: 'Дауыстық хабарлама',
    location: 'Орналасқан жер',
    sticker: 'Стикер',
    contact: 'Менің нөмірім',
    correct: 'Соңғы хабарламаны өзгерту',
    edited: 'өзгертілді',
    download: 'Жүктеп алу',
    newChat: 'Бұл бот не істей алады?',
    noCommands: 'Бот әлі пәрмен бермеді.',
    texts: 'SMS хабарламалар',
    typeSms: 'Мәтінді теріңіз',
    sendSms: 'SMS жіберу',
    erase: 'Өшіру',
    eraseLast: 'Соңғы таңбаны өшіру',
    up: 'Жоғары',
    down: 'Төмен',
    keys: 'Пернелер',
    empty: 'Кез келген сөзді жіберіңіз. Нөмір: {n}',
    sums: 'SMS саны: боттан – {a}, Сізден – {b}',
    unsent: 'жіберіліп жатыр',
    otherSim: 'Басқа нөмірге SMS келді: {n}',
    open: 'Ашу',
    lost: 'Байланыс үзілді. Қайта қосылып жатырмыз…',
    failed: 'Жіберілмеді. Қайта көріңіз.',
  },
  ru: {
    title: 'Симулятор «Өрлеу»',
    lead: 'Поговорите с ботом с двух телефонов. Все люди здесь вымышлены.',
    now: 'Время симулятора',
    language: 'Язык страницы',
    controls: 'Управление',
    phones: 'Телефоны',
    phonesNo: 'Телефоны № {n}',
    addPhones: 'Добавить телефоны',
    smartphone: 'Смартфон',
    keypad: 'Кнопочный телефон',
    change: 'Сменить номера',
    time: 'Время',
    plus1: '+1 день',
    plus7: '+7 дней',
    go: 'Перейти',
    travelTo: 'Дата и время',
    timeHint: 'Передвиньте время вперёд: на телефон придут напоминания, срок которых настал.',
    people: 'Вымышленные люди',
    peopleHint: 'Вставьте номер в телефон, а если бот спросит ИИН, скопируйте его отсюда.',
    iin: 'ИИН',
    copy: 'Копировать',
    copied: 'Скопировано',
    toSmartphone: 'В смартфон',
    toKeypad: 'В кнопочный',
    talk: 'Разговор с ботом',
    bot: 'бот',
    typing: 'печатает…',
    start: 'Начать',
    menu: 'Меню',
    attach: 'Прикрепить',
    message: 'Сообщение',
    send: 'Отправить',
    photo: 'Фото',
    voice: 'Голосовое сообщение',
    location: 'Геопозиция',
    sticker: 'Стикер',
    contact: 'Мой номер',
    correct: 'Изменить последнее сообщение',
    edited: 'изменено',
    download: 'Скачать',
    newChat: 'Что умеет этот бот?',
    noCommands: 'Бот ещё не задал команд.',
    texts: 'Сообщения SMS',
    typeSms: 'Наберите текст',
    sendSms: 'Отправить SMS',
    erase: 'Стереть',
    eraseLast: 'Стереть последний знак',
    up: 'Вверх',
    down: 'Вниз',
    keys: 'Клавиши',
    empty: 'Отправьте любое слово. Номер: {n}',
    sums: 'Число SMS: от бота – {a}, от Вас – {b}',
    unsent: 'отправляется',
    otherSim: 'SMS на другой номер: {n}',
    open: 'Открыть',
    lost: 'Связь потеряна. Подключаемся снова…',
    failed: 'Не отправлено. Попробуйте ещё раз.',
  },
};

const KEPT = 'orleu-simulator-language';
let language = localStorage.getItem(KEPT) || (navigator.language.startsWith('ru') ? 'ru' : 'kk');

export const currentLanguage = () => language;

export function t(key, values = {}) {
  return TEXTS[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function speak(chosen) {
  language = chosen;
  localStorage.setItem(KEPT, chosen);
  translatePage();
}

export function translatePage() {
  document.documentElement.lang = language;
  document.title = t('title');
  for (const node of document.querySelectorAll('[data-t]')) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll('[data-t-label]')) {
    node.setAttribute('aria-label', t(node.dataset.tLabel));
  }
  for (const node of document.querySelectorAll('[data-t-placeholder]')) {
    node.placeholder = t(node.dataset.tPlaceholder);
  }
  for (const code of ['kk', 'ru']) {
    document.getElementById(`lang-${code}`).setAttribute('aria-pressed', String(code === language));
  }
}
