// What a phone says, in the language of its Telegram: English and Spanish. The bot's words come from the bot.

const ENGLISH = {
  lang: "en",
  settings: "This phone",
  close: "Close",
  who: "You are",
  language: "Telegram’s language",
  languageNote: (name) =>
    `Telegram on this phone is now in ${name}. The commands follow, and /start greets accordingly.`,
  startOver: "Start over",
  startOverNote: "Empties this chat.",
  block: "Stop and block bot",
  unblock: "Unblock",
  putAway: "Put this phone away",
  chats: "Chats",
  backToChats: "Back to the chats",
  unread: (count) => (count === 1 ? "1 new message" : `${count} new messages`),
  nothingYet: "No messages yet",
  groupHint: "No messages here yet. In groups the bot answers commands.",
  shareTo: "Share with",
  previewNote: "Here Telegram shows what the page says of itself.",
  phone: (name) => `${name}’s phone`,
  bot: "bot",
  group: (count) => (count === 1 ? "1 member" : `${count} members`),
  typing: "typing",
  messages: "Messages",
  whatCanIDo: "What can this bot do?",
  start: "Start",
  today: "Today",
  edited: "edited",
  you: "You",
  spoiler: "Hidden text, tap to show",
  unfold: "Show all of the quotation",
  fold: "Show less of the quotation",
  toEnd: "To the newest message",
  menu: "Menu",
  commands: "Commands",
  field: "Message",
  send: "Send",
  attach: "Attach",
  photo: "Photo",
  sticker: "Sticker",
  location: "Location",
  contact: "Contact",
  document: "File",
  opensInNewTab: "opens in a new tab",
  copies: "copies a text",
  openLink: "Open link",
  openLinkQuestion: "Do you want to open this address?",
  open: "Open",
  cancel: "Cancel",
  ok: "OK",
  copied: "Copied",
  notCopied: "The browser did not allow copying",
  notHere: "Only the real Telegram can do this",
  connecting: "Connecting…",
  offline: "Not connected yet. Nothing was sent.",
  failing: "The bot is not answering",
};

const SPANISH = {
  lang: "es",
  settings: "Este teléfono",
  close: "Cerrar",
  who: "Persona",
  language: "Idioma de Telegram",
  languageNote: (name) =>
    `Telegram en este teléfono ahora está en ${name}. Los comandos cambian con él y /start saluda en ese idioma.`,
  startOver: "Empezar de nuevo",
  startOverNote: "Vacía este chat.",
  block: "Detener y bloquear bot",
  unblock: "Desbloquear",
  putAway: "Retirar este teléfono",
  chats: "Chats",
  backToChats: "Volver a los chats",
  unread: (count) => (count === 1 ? "1 mensaje nuevo" : `${count} mensajes nuevos`),
  nothingYet: "Aún no hay mensajes",
  groupHint: "Aún no hay mensajes. En los grupos el bot responde a comandos.",
  shareTo: "Compartir con",
  previewNote: "Aquí Telegram muestra lo que la página dice de sí misma.",
  phone: (name) => `Teléfono de ${name}`,
  bot: "bot",
  group: (count) => (count === 1 ? "1 miembro" : `${count} miembros`),
  typing: "escribiendo",
  messages: "Mensajes",
  whatCanIDo: "¿Qué puede hacer este bot?",
  start: "Iniciar",
  today: "Hoy",
  edited: "editado",
  you: "Tú",
  spoiler: "Texto oculto, tocar para mostrarlo",
  unfold: "Mostrar la cita completa",
  fold: "Mostrar menos de la cita",
  toEnd: "Ir al mensaje más reciente",
  menu: "Menú",
  commands: "Comandos",
  field: "Mensaje",
  send: "Enviar",
  attach: "Adjuntar",
  photo: "Foto",
  sticker: "Sticker",
  location: "Ubicación",
  contact: "Contacto",
  document: "Archivo",
  opensInNewTab: "se abre en otra pestaña",
  copies: "copia un texto",
  openLink: "Abrir enlace",
  openLinkQuestion: "¿Quieres abrir esta dirección?",
  open: "Abrir",
  cancel: "Cancelar",
  ok: "OK",
  copied: "Copiado",
  notCopied: "El navegador no permitió copiar",
  notHere: "Esto solo lo puede hacer el Telegram verdadero",
  connecting: "Conectando…",
  offline: "Aún sin conexión. No se envió nada.",
  failing: "El bot no responde",
};

/** The languages that are offered, as Telegram sends them, each under its own name; others can be typed. */
export const LANGUAGES = [
  ["en", "English"],
  ["es-MX", "Español (México)"],
  ["es", "Español"],
  ["es-419", "Español (Latinoamérica)"],
  ["pt-br", "Português (Brasil)"],
  ["fr", "Français"],
];

/** A language under its own name, or as its code. */
export const languageName = (code) => LANGUAGES.find(([known]) => known === code)?.[1] ?? code;

/** The words for a Telegram `language_code`: Spanish for every es, English for everything else. */
export const wordsFor = (languageCode = "") => (/^es(-|$)/i.test(languageCode) ? SPANISH : ENGLISH);

/** A date or time as the phone writes it; a code that the browser does not know falls to English. */
export function formatted(seconds, languageCode, options) {
  const date = new Date(seconds * 1000);
  try {
    return new Intl.DateTimeFormat(languageCode, options).format(date);
  } catch {
    return new Intl.DateTimeFormat("en", options).format(date);
  }
}
