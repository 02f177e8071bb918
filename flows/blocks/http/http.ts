import { z } from 'zod';
import type { EffectRequest } from '../../../crm-core/conversations/effect.ts';
import type { EffectResult } from '../../../crm-core/conversations/lane-event.ts';
import type { Value } from '../../expressions/value.ts';
import { defineBlock, type Verdict, type Visit } from '../block-definition.ts';
import { field, filledTemplate, template, variable } from '../fields.ts';
import { fillJson } from './fill-json.ts';
import { fillUrl } from './fill-url.ts';

const header = z.strictObject({
  name: field(z.string().regex(/^[\w-]{1,100}$/, 'Letters, digits and "-"'), { ru: 'Имя', en: 'Name' }),
  value: template({ ru: 'Значение', en: 'Value' }, 2000),
});

const settings = z.strictObject({
  method: field(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']), { ru: 'Метод', en: 'Method' }).default('GET'),
  url: filledTemplate({ ru: 'Адрес', en: 'Address' }, 2000),
  headers: field(z.array(header).max(30), { ru: 'Заголовки', en: 'Headers' }).default([]),
  /** With `json` each filled hole is written as JSON, so that no answer of a customer can break out of its quotes. */
  body: template({ ru: 'Тело', en: 'Body' }, 65_536).default(''),
  json: field(z.boolean(), { ru: 'Тело в JSON', en: 'JSON body' }).default(true),
  /** Where the answer's body goes besides `local.http.body`. */
  save: variable({ ru: 'Сохранить ответ в', en: 'Save the answer to' }).exactOptional(),
  timeoutSeconds: field(z.int().min(1).max(30), { ru: 'Ждать, секунд', en: 'Timeout, seconds' }).default(10),
  /** Whether a call of unknown fate may be made again. */
  repeatable: field(z.boolean(), { ru: 'Можно повторять', en: 'May be repeated' }).default(false),
});
type Settings = z.infer<typeof settings>;

/** Calls another system. The run waits for the answer; it is in `local.http`: `status` and `body`, or `error`. */
export const http = defineBlock<Settings>({
  type: 'http',
  family: 'world',
  title: { ru: 'HTTP-запрос', en: 'HTTP request' },
  settings,
  ports: () => [{ id: 'next' }, { id: 'error' }],
  summary: ({ method, url }) => `${method} ${url}`,
  enter(settings, visit) {
    const request = requestOf(settings, visit);
    if (!request) return { kind: 'refused', why: `Not a web address: ${visit.text(settings.url)}` };
    return { kind: 'wait_effect', effectId: visit.turn.request(request) };
  },
  resume: (settings, visit, result) => take(settings, visit, result),
});

function requestOf(settings: Settings, visit: Visit): EffectRequest | undefined {
  const url = fillUrl(settings.url, visit);
  if (!url) return undefined;
  const { method, json, timeoutSeconds, repeatable } = settings;
  const body = method === 'GET' ? '' : json ? fillJson(settings.body, visit) : visit.text(settings.body);
  return {
    kind: 'http',
    method,
    url,
    headers: headersOf(settings, body !== '', visit),
    ...(body !== '' && { body }),
    timeoutMs: timeoutSeconds * 1000,
    repeatable: repeatable || method === 'GET',
  };
}

function headersOf({ headers, json }: Settings, hasBody: boolean, visit: Visit): Record<string, string> {
  const filled = hasBody && json ? [['content-type', 'application/json']] : [];
  for (const { name, value } of headers) {
    // A line break would begin a header of the customer's choosing.
    filled.push([name.toLowerCase(), visit.text(value).replace(/[\r\n\0]+/g, ' ')]);
  }
  return Object.fromEntries(filled);
}

async function take({ save }: Settings, visit: Visit, result: EffectResult): Promise<Verdict> {
  if (result.kind === 'failed') {
    const { status, why } = result;
    await visit.set('local.http', { ...(status !== undefined && { status }), error: why });
    return { kind: 'refused', why };
  }
  // The runtime parsed it from JSON or kept it as text.
  const body = (result.body ?? null) as Value;
  const kept = await visit.set('local.http', { status: result.status, body });
  if (kept.kind === 'refused') return kept;
  if (result.status >= 400) return { kind: 'refused', why: `Answered ${result.status}` };
  const saved = save === undefined ? kept : await visit.set(save, body);
  return saved.kind === 'refused' ? saved : { kind: 'go', port: 'next', why: `answered ${result.status}` };
}
