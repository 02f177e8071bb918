import { z } from 'zod';
import type { ChoiceOption, OutgoingMessage } from '../../../crm-core/conversations/message-body.ts';
import { defineBlock, type Port, type Said, type Verdict, type Visit } from '../block-definition.ts';
import { columns } from '../buttons.ts';
import { after, milliseconds } from '../duration.ts';
import { duration, field, filledTemplate, haveUniqueIds, portName, template, variable } from '../fields.ts';
import { next } from '../verdicts.ts';
import { questionKinds } from './question-kinds.ts';
import { readAnswer } from './read-answer.ts';
import { retryText } from './retry-text.ts';

const option = z.strictObject({
  id: portName,
  label: filledTemplate({ ru: 'Надпись', en: 'Label' }, 200),
  /** Saved instead of the label. */
  value: field(z.union([z.string().max(500), z.number(), z.boolean()]), {
    ru: 'Значение',
    en: 'Value',
  }).exactOptional(),
});
const bound = field(z.union([z.number(), z.string().max(40)]), { ru: 'Граница', en: 'Bound' });

const settings = z
  .strictObject({
    text: filledTemplate({ ru: 'Вопрос', en: 'Question' }, 16_000),
    kind: field(z.enum(questionKinds), { ru: 'Что спросить', en: 'What to ask for' }).default('text'),
    options: field(z.array(option).max(30).refine(haveUniqueIds, 'Two options have the same id'), {
      ru: 'Варианты',
      en: 'Options',
    }).default([]),
    columns,
    save: variable({ ru: 'Сохранить в', en: 'Save to' }).exactOptional(),
    /** The least number, length or date. */
    min: bound.exactOptional(),
    max: bound.exactOptional(),
    /** A button that shares the phone or the place with one press, where the messenger has it. */
    share: filledTemplate({ ru: 'Кнопка «поделиться»', en: 'Share button' }, 60).exactOptional(),
    /** How often to ask again after an answer that does not fit. */
    retries: field(z.int().min(0).max(20), { ru: 'Сколько раз переспросить', en: 'Ask again' }).default(3),
    retryText: template({ ru: 'Как переспросить', en: 'When asking again' }).default(''),
    noAnswer: duration({ ru: 'Ждать ответа не дольше', en: 'Wait for an answer no longer than' }).exactOptional(),
  })
  .refine(({ kind, options }) => (kind === 'choice') === options.length > 0, {
    message: 'Options belong to a choice, and a choice needs them',
    path: ['options'],
  });
type Settings = z.infer<typeof settings>;

/** Asks for one thing, checks the answer, asks again, and keeps it. */
export const question = defineBlock<Settings>({
  type: 'question',
  family: 'talk',
  title: { ru: 'Вопрос', en: 'Question' },
  settings,
  speaks: true,
  offers: ({ options }) => options.map(({ label }) => label),
  silence: ({ noAnswer }, port) => (port === 'no_answer' && noAnswer ? milliseconds(noAnswer) : 0),
  ports: portsOf,
  summary: ({ text, save }) => (save ? `${text} → ${save}` : text),
  pace: (_settings, port) => (port === 'no_answer' ? 'clock' : 'customer'),
  enter(settings, visit) {
    ask(settings, settings.text, visit);
    return waitForAnswer(settings, visit, 0);
  },
  hear(settings, visit, said) {
    const answer = readAnswer(settings, said, visit);
    return answer.ok ? keep(settings, said, answer.value, visit) : undefined;
  },
  /** After the quick replies: "how much is it?" instead of a phone number may be a question that somebody can answer. */
  hearAnything(settings, visit, said) {
    const answer = readAnswer(settings, said, visit);
    return answer.ok ? keep(settings, said, answer.value, visit) : objectTo(settings, answer.why, visit);
  },
});

function portsOf({ options, noAnswer }: Settings): Port[] {
  return [
    { id: 'next' },
    ...options.map(({ id, label }) => ({ id, title: label })),
    { id: 'invalid' },
    ...(noAnswer === undefined ? [] : [{ id: 'no_answer' }]),
    { id: 'error' },
  ];
}

function ask(settings: Settings, text: string, visit: Visit): void {
  const filled = visit.text(text).trim();
  if (!filled) return;
  const body: OutgoingMessage['body'] = { kind: 'text', text: filled };
  if (settings.kind === 'choice') {
    const choice = visit.offer(optionsFor(settings, visit), { reusable: false, columns: settings.columns });
    visit.turn.say({ body, choice });
  } else if (settings.share !== undefined && (settings.kind === 'phone' || settings.kind === 'location')) {
    const kind = settings.kind === 'phone' ? 'contact' : 'location';
    visit.turn.say({ body, request: { kind, buttonLabel: visit.text(settings.share) } });
  } else {
    visit.turn.say({ body });
  }
}

function optionsFor({ options }: Settings, visit: Visit): ChoiceOption[] {
  return options.map(({ id, label }) => ({ id, label: visit.text(label).trim() || id }));
}

async function keep(
  { options, save }: Settings,
  said: Said,
  value: Parameters<Visit['set']>[1],
  visit: Visit,
): Promise<Verdict> {
  const picked = said.kind === 'option' ? options.find(({ id }) => id === said.option.id) : undefined;
  const answer = picked?.value ?? value;
  await visit.set('local.answer', answer);
  const outcome = save === undefined ? undefined : await visit.set(save, answer);
  if (outcome?.kind === 'refused') return outcome;
  if (picked && visit.isConnected(picked.id)) return { kind: 'go', port: picked.id, why: `picked "${picked.label}"` };
  return next('answered');
}

/** Asks again, or gives up. Giving up without a connection is a failure: a human should read what the customer means. */
function objectTo(settings: Settings, why: string, visit: Visit): Verdict {
  const attempts = visit.attempts + 1;
  if (attempts <= settings.retries) {
    ask(settings, settings.retryText || retryText(settings.kind, visit.turn.project.locale), visit);
    return waitForAnswer(settings, visit, attempts);
  }
  if (visit.isConnected('invalid')) return { kind: 'go', port: 'invalid', why };
  return { kind: 'refused', why: `${settings.kind}: ${why}` };
}

function waitForAnswer({ noAnswer }: Settings, visit: Visit, attempts: number): Verdict {
  const { now, project } = visit.turn;
  const timeout = noAnswer === undefined ? {} : { timeout: after(noAnswer, now, project.timeZone) };
  return { kind: 'wait_answer', attempts, ...timeout };
}
