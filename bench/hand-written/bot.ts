import express from 'express';
import { Bot, type Context, InlineKeyboard, type SessionFlavor, session, webhookCallback } from 'grammy';
import postgres from 'postgres';

/**
 * The yardstick: the bot that a competent developer writes in an afternoon, with nothing but grammY, express and
 * Postgres. It keeps contacts and deals, but no history, no queue, and no promise about what happens in between.
 */

interface Step {
  step: 'new' | 'name' | 'phone' | 'need' | 'done';
  contactId: number;
  dealId: number;
  name: string;
  phone: string;
}

type BotContext = Context & SessionFlavor<Step>;

const { DATABASE_URL, PORT, TELEGRAM_API_ROOT, TOKEN } = process.env;
if (!DATABASE_URL || !PORT || !TELEGRAM_API_ROOT || !TOKEN) {
  throw new Error('DATABASE_URL, PORT, TELEGRAM_API_ROOT and TOKEN must be set');
}
const secretToken = 'hand-written-secret';
const needs = ['Apartment', 'House', 'Office'];

const sql = postgres(DATABASE_URL, { max: 10, onnotice: () => {} });
await sql`create table if not exists sessions (key text primary key, value jsonb not null)`;
await sql`create table if not exists contacts (
  id bigint generated always as identity primary key,
  telegram_id bigint not null unique,
  name text,
  phone text,
  created_at timestamptz not null default now()
)`;
await sql`create table if not exists deals (
  id bigint generated always as identity primary key,
  contact_id bigint not null references contacts (id),
  stage text not null,
  need text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
)`;
await sql`create index if not exists deals_contact on deals (contact_id)`;
await sql`create index if not exists deals_stage on deals (stage, id)`;

const bot = new Bot<BotContext>(TOKEN, { client: { apiRoot: TELEGRAM_API_ROOT } });

bot.use(
  session<Step, BotContext>({
    initial: () => ({ step: 'new', contactId: 0, dealId: 0, name: '', phone: '' }),
    storage: {
      async read(key) {
        const [row] = await sql<{ value: Step }[]>`select value from sessions where key = ${key}`;
        return row?.value;
      },
      async write(key, value) {
        await sql`insert into sessions (key, value) values (${key}, ${sql.json({ ...value })})
          on conflict (key) do update set value = excluded.value`;
      },
      async delete(key) {
        await sql`delete from sessions where key = ${key}`;
      },
    },
  }),
);

bot.command('start', async (ctx) => {
  const contactId = await saveContact(ctx.chat.id);
  const dealId = await createDeal(contactId);
  ctx.session = { step: 'name', contactId, dealId, name: '', phone: '' };
  await ctx.reply('Hello! What is your name?');
});

bot.on('message:text', async (ctx) => {
  const { text } = ctx.message;
  if (ctx.session.step === 'name') {
    await sql`update contacts set name = ${text} where id = ${ctx.session.contactId}`;
    ctx.session.name = text;
    ctx.session.step = 'phone';
    await ctx.reply(`Nice to meet you, ${text}. What is your phone number?`);
  } else if (ctx.session.step === 'phone') {
    await sql`update contacts set phone = ${text} where id = ${ctx.session.contactId}`;
    ctx.session.phone = text;
    ctx.session.step = 'need';
    const buttons = needs.map((need) => [InlineKeyboard.text(need, `need:${need}`)]);
    await ctx.reply('Thank you. What are you looking for?', { reply_markup: InlineKeyboard.from(buttons) });
  }
});

bot.callbackQuery(/^need:(.+)$/, async (ctx) => {
  if (ctx.session.step !== 'need') {
    await ctx.answerCallbackQuery();
    return;
  }
  const need = ctx.match[1] ?? '';
  const { dealId, name, phone } = ctx.session;
  await sql`update deals set stage = 'Qualified', need = ${need}, updated_at = now() where id = ${dealId}`;
  ctx.session.step = 'done';
  await Promise.all([
    ctx.answerCallbackQuery(),
    ctx.reply(`Thank you, ${name}! We will call ${phone} about: ${need}.`),
  ]);
});

async function saveContact(telegramId: number): Promise<number> {
  const [row] = await sql<{ id: number }[]>`insert into contacts (telegram_id) values (${telegramId})
    on conflict (telegram_id) do update set telegram_id = excluded.telegram_id returning id`;
  return row?.id ?? 0;
}

async function createDeal(contactId: number): Promise<number> {
  const [row] = await sql<{ id: number }[]>`insert into deals (contact_id, stage) values (${contactId}, 'New')
    returning id`;
  return row?.id ?? 0;
}

await bot.init();
const app = express();
app.disable('x-powered-by');
app.post('/telegram', express.json(), webhookCallback(bot, 'express', { secretToken }));
app.listen(Number(PORT), '127.0.0.1', async () => {
  await bot.api.setWebhook(`http://127.0.0.1:${PORT}/telegram`, {
    secret_token: secretToken,
    max_connections: 100,
    allowed_updates: ['message', 'callback_query'],
  });
});
