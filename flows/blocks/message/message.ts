import { z } from 'zod';
import type { OutgoingMessage } from '../../../crm-core/conversations/message-body.ts';
import { assignAll, assignments } from '../assignment.ts';
import { defineBlock, type Said, type Verdict, type Visit } from '../block-definition.ts';
import { buttons, columns, optionsFor } from '../buttons.ts';
import { after, milliseconds } from '../duration.ts';
import { duration, field, template } from '../fields.ts';
import { drawText, hasText, variants } from '../variants.ts';
import { next } from '../verdicts.ts';

const settings = z
  .strictObject({
    /** Calculated before the text is filled in (PRODUCT D22). */
    set: assignments.default([]),
    text: variants({ ru: 'Текст', en: 'Text' }).default(''),
    media: field(
      z.strictObject({
        kind: z.enum(['image', 'video', 'audio', 'voice', 'video_note', 'animation', 'sticker', 'file']),
        url: template({ ru: 'Ссылка на файл', en: 'Link to the file' }, 2000),
      }),
      { ru: 'Вложение', en: 'Media' },
    ).exactOptional(),
    buttons: buttons.default([]),
    columns,
    /** Whether buttons go on working after one of them was pressed, as in a main menu. */
    reusable: field(z.boolean(), { ru: 'Кнопки многоразовые', en: 'Buttons stay pressable' }).default(false),
    noAnswer: duration({ ru: 'Ждать ответа не дольше', en: 'Wait for an answer no longer than' }).exactOptional(),
  })
  .refine(({ text, media }) => media !== undefined || hasText(text), {
    message: 'Say something: a text or a file',
    path: ['text'],
  });
type Settings = z.infer<typeof settings>;

/** Says something. With buttons that answer the bot it waits for the customer, unless `next` is connected. */
export const message = defineBlock<Settings>({
  type: 'message',
  family: 'talk',
  title: { ru: 'Сообщение', en: 'Message' },
  settings,
  speaks: true,
  offers: ({ buttons }) => buttons.map(({ label }) => label),
  silence: ({ noAnswer }, port) => (port === 'no_answer' && noAnswer ? milliseconds(noAnswer) : 0),
  ports: (settings) => [
    ...answering(settings).map(({ id, label }) => ({ id, title: label })),
    ...(answering(settings).length > 0 ? [{ id: 'other' }] : []),
    ...(answering(settings).length > 0 && settings.noAnswer ? [{ id: 'no_answer' }] : []),
    { id: 'next' },
    ...(settings.set.length > 0 ? [{ id: 'error' }] : []),
  ],
  summary: ({ text, media }) => [text].flat().find((one) => one.trim() !== '') ?? media?.url ?? '',
  pace: (_settings, port) =>
    port === 'next' || port === 'error' ? 'now' : port === 'no_answer' ? 'clock' : 'customer',
  async enter(settings, visit) {
    const outcome = await assignAll(settings.set, visit);
    if (outcome.kind === 'refused') return outcome;
    say(settings, visit);
    return answering(settings).length === 0 || visit.isConnected('next')
      ? next('said')
      : waitForAnswer(settings, visit);
  },
  hear: (settings, visit, said) => (said.kind === 'option' ? pick(settings, visit, said) : undefined),
  hearAnything: (_settings, visit) =>
    visit.isConnected('other') ? { kind: 'go', port: 'other', why: 'no button has this text' } : undefined,
});

function answering(settings: Settings) {
  return settings.buttons.filter(({ url }) => url === undefined);
}

function say(settings: Settings, visit: Visit): void {
  const body = bodyOf(settings, visit);
  if (!body) return;
  const { buttons, reusable, columns } = settings;
  const choice = buttons.length > 0 && visit.offer(optionsFor(buttons, visit), { reusable, columns });
  visit.turn.say({ body, ...(choice && { choice }) });
}

/** Nothing when the text came out empty: messengers refuse an empty message. */
function bodyOf({ text, media }: Settings, visit: Visit): OutgoingMessage['body'] | undefined {
  const filled = drawText(text, visit);
  const handle = media && visit.text(media.url).trim();
  if (media && handle)
    return { kind: 'media', media: media.kind, ref: { handle }, ...(filled && { caption: { text: filled } }) };
  return filled ? { kind: 'text', text: filled } : undefined;
}

function waitForAnswer({ noAnswer }: Settings, visit: Visit): Verdict {
  const { now, project } = visit.turn;
  const timeout = noAnswer === undefined ? {} : { timeout: after(noAnswer, now, project.timeZone) };
  return { kind: 'wait_answer', attempts: 0, ...timeout };
}

/** A link can only be "picked" where buttons are numbers in a text: then the link itself is the answer. */
function pick(settings: Settings, visit: Visit, { option }: Said & { kind: 'option' }): Verdict {
  if (option.url === undefined) return { kind: 'go', port: option.id, why: `picked "${option.label}"` };
  visit.turn.say({ body: { kind: 'text', text: option.url } });
  return waitForAnswer(settings, visit);
}
