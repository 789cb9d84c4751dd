// grammY on Node: edit and answer go out at once, one as a call and the other in the webhook's reply, which is named:
// `node with_grammy.mjs answerCallbackQuery` or `… editMessageText`.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Bot, webhookCallback } from "grammy";

const { TELEGRAM_API_URL, TELEGRAM_BOT_TOKEN, WEBHOOK_URL, PORT, SCREENS } = process.env;
const REPLIED = process.argv[2];
const SECRET = "secret-of-the-peers";
const { screens } = JSON.parse(readFileSync(SCREENS, "utf8"));

const bot = new Bot(TELEGRAM_BOT_TOKEN, {
  client: { apiRoot: TELEGRAM_API_URL, canUseWebhookReply: (method) => method === REPLIED },
});

bot.on("callback_query:data", async (context) => {
  const { text, ...others } = screens[context.callbackQuery.data].call;
  await Promise.all([context.editMessageText(text, others), context.answerCallbackQuery()]);
});

const handle = webhookCallback(bot, "http", { secretToken: SECRET });
const server = createServer((request, response) => {
  handle(request, response).catch((error) => {
    console.error(error);
    response.writeHead(500).end();
  });
});
server.listen(Number(PORT), "127.0.0.1", () =>
  bot.api.setWebhook(`${WEBHOOK_URL}/webhook`, { secret_token: SECRET }),
);
process.on("SIGTERM", () => process.exit(0));
