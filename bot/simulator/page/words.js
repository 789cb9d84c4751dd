// What the page itself says, in English and Spanish. The bot's words come from the bot.

const ENGLISH = {
  lang: "en",
  pageTitle: (bot) => `${bot} · Telegram simulator`,
  lead:
    "The bot on this phone is the real one. " +
    "Only Telegram around it is simulated, so everything can be tried without an account, a token or a network.",
  tip: "Type / to see the commands, or tap START.",
  settings: "This phone",
  close: "Close",
  who: "You are",
  language: "Telegram’s language",
  languageNote: (name) =>
    `Telegram on this phone is now in ${name}. The commands follow, and /start greets accordingly.`,
  startOver: "Start over",
  startOverNote: "Empties this chat.",
  calls: "What the bot asks of Telegram",
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
  pageTitle: (bot) => `${bot} · Simulador de Telegram`,
  lead:
    "El bot de este teléfono es el verdadero. " +
    "Solo Telegram, a su alrededor, es simulado: todo se puede probar sin cuenta, sin token y sin red.",
  tip: "Escribir / muestra los comandos; INICIAR comienza la conversación.",
  settings: "Este teléfono",
  close: "Cerrar",
  who: "Persona",
  language: "Idioma de Telegram",
  languageNote: (name) =>
    `Telegram en este teléfono ahora está en ${name}. Los comandos cambian con él y /start saluda en ese idioma.`,
  startOver: "Empezar de nuevo",
  startOverNote: "Vacía este chat.",
  calls: "Lo que el bot pide a Telegram",
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

/** The languages a phone can be set to, as Telegram writes them, each under its own name. */
export const LANGUAGES = [
  ["en", "English"],
  ["es", "Español"],
  ["es-MX", "Español (México)"],
  ["pt", "Português"],
];

/** The page's words for a Telegram `language_code`: Spanish for every es, English for everything else. */
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
