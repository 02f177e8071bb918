import { z } from 'zod';
import { triggerKinds } from '../../../crm-core/events/event-kind.ts';
import { foldText } from '../../conditions/fold-text.ts';
import type { Value } from '../../expressions/value.ts';
import { defineBlock } from '../block-definition.ts';
import { field, pipeline, stage } from '../fields.ts';
import { once, priority } from '../listening.ts';
import { next } from '../verdicts.ts';

const settings = z.strictObject({
  event: field(z.enum(triggerKinds), { ru: 'Событие', en: 'Event' }),
  pipeline: pipeline({ ru: 'Воронка', en: 'Pipeline' }).exactOptional(),
  /** The stage that the deal is on after the event. */
  stage: stage({ ru: 'Пришла на этап', en: 'Entered stage' }).exactOptional(),
  /** The stage that it was on before. */
  from: stage({ ru: 'Ушла с этапа', en: 'Left stage' }).exactOptional(),
  priority,
  once,
});
type Settings = z.infer<typeof settings>;

/** Something happened in the CRM. The run knows the event as `local.event`; the customer comes back to where he stood. */
export const onCrmEvent = defineBlock<Settings>({
  type: 'on-crm-event',
  family: 'start',
  title: { ru: 'Событие CRM', en: 'CRM event' },
  settings,
  ports: () => [{ id: 'next' }],
  summary: ({ event, pipeline, from, stage }) =>
    [event, pipeline, [from, stage].filter((one) => one !== undefined).join(' → ')].filter(Boolean).join(' · '),
  listens: (settings) => ({
    as: 'crm_event',
    priority: settings.priority,
    interrupts: false,
    once: settings.once,
    hears(heard) {
      if (heard.kind !== 'crm' || heard.event !== settings.event || !fits(settings, heard.payload)) return undefined;
      // The payload is the event row's JSON.
      return { why: heard.event, local: { event: heard.payload as Record<string, Value> } };
    },
  }),
  enter: () => next('started'),
});

/** Where a deal was or is, as the events of the CRM tell it. */
const place = z.object({
  pipelineId: z.string().nullish(),
  pipelineName: z.string().nullish(),
  stageId: z.string().nullish(),
  stageName: z.string().nullish(),
});

/** A deal that is closed keeps its place (PRODUCT D1), so its event tells only where it was. */
function fits({ pipeline, stage, from }: Settings, payload: Record<string, unknown>): boolean {
  const before = place.safeParse(payload.from).data;
  const now = place.safeParse(payload.to).data ?? before;
  return (
    names(pipeline, now?.pipelineId, now?.pipelineName) &&
    names(stage, now?.stageId, now?.stageName) &&
    names(from, before?.stageId, before?.stageName)
  );
}

function names(wanted: string | undefined, id: string | null | undefined, name: string | null | undefined): boolean {
  return wanted === undefined || wanted === id || (!!name && foldText(name) === foldText(wanted));
}
