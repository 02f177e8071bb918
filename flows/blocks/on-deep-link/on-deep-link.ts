import { z } from 'zod';
import { defineBlock, type Verdict, type Visit } from '../block-definition.ts';
import { field, variable } from '../fields.ts';
import { once } from '../listening.ts';
import { next, nextUnlessRefused } from '../verdicts.ts';

const payload = z.string().min(1).max(256);

const settings = z.strictObject({
  /** The payload as a whole, its beginning, or neither: any link. */
  exact: field(payload, { ru: 'Метка ссылки', en: 'Payload' }).exactOptional(),
  prefix: field(payload, { ru: 'Метка начинается с', en: 'Payload begins with' }).exactOptional(),
  save: variable({ ru: 'Сохранить метку в', en: 'Save the payload to' }).exactOptional(),
  /** Above that of `/start`, which a link also says. */
  priority: field(z.int().min(-1000).max(1000), { ru: 'Приоритет', en: 'Priority' }).default(200),
  interrupts: field(z.boolean(), { ru: 'Прерывает любой вопрос', en: 'Interrupts whatever goes on' }).default(true),
  once,
});
type Settings = z.infer<typeof settings>;

/** The customer came by a link or an advertisement. The run knows the payload as `local.payload`. */
export const onDeepLink = defineBlock<Settings>({
  type: 'on-deep-link',
  family: 'start',
  title: { ru: 'Переход по ссылке', en: 'Deep link or ad' },
  settings,
  ports: ({ save }) => (save === undefined ? [{ id: 'next' }] : [{ id: 'next' }, { id: 'error' }]),
  summary: ({ exact, prefix }) => exact ?? (prefix === undefined ? '*' : `${prefix}…`),
  listens: (settings) => ({
    as: 'start',
    priority: settings.priority,
    interrupts: settings.interrupts,
    once: settings.once,
    hears(event) {
      const came = event.kind === 'words' ? event.start : undefined;
      if (!came || !fits(settings, came.payload)) return undefined;
      return { why: `came by "${came.payload}"`, local: { payload: came.payload, source: came.source } };
    },
  }),
  enter: (settings, visit) => keep(settings, visit),
});

function fits({ exact, prefix }: Settings, payload: string): boolean {
  return (exact === undefined || payload === exact) && (prefix === undefined || payload.startsWith(prefix));
}

async function keep({ save }: Settings, visit: Visit): Promise<Verdict> {
  if (save === undefined) return next('started');
  return nextUnlessRefused(await visit.set(save, visit.scope().local.payload ?? null), 'started');
}
