import type { MessageBody } from '../../../crm-core/conversations/message-body.ts';
import { type ParsedAnswer, parseAnswer } from '../../conditions/parse-answer.ts';
import type { Said, Visit } from '../block-definition.ts';
import { saidText } from '../said-text.ts';
import type { QuestionKind } from './question-kinds.ts';

interface Asked {
  kind: QuestionKind;
  min?: number | string;
  max?: number | string;
}

/** What the customer's words mean as an answer of this kind, or why they mean nothing. */
export function readAnswer({ kind, min, max }: Asked, said: Said, visit: Visit): ParsedAnswer {
  switch (kind) {
    case 'choice':
      return said.kind === 'option'
        ? { ok: true, value: said.option.label }
        : { ok: false, why: 'Not one of the options' };
    case 'location':
      return said.kind === 'text' ? readLocation(said.body) : { ok: false, why: 'Not a place' };
    case 'file':
      return said.kind === 'text' ? readFile(said.body) : { ok: false, why: 'Not a file' };
    default: {
      if (kind === 'phone' && said.kind === 'own_phone') return { ok: true, value: said.phone };
      const { now, project } = visit.turn;
      return parseAnswer(kind, saidText(said), { country: project.country, timeZone: project.timeZone, now, min, max });
    }
  }
}

function readLocation(body: MessageBody): ParsedAnswer {
  if (body.kind !== 'location') return { ok: false, why: 'Not a place' };
  const { latitude, longitude, title, address } = body;
  return { ok: true, value: { latitude, longitude, ...(title && { title }), ...(address && { address }) } };
}

function readFile(body: MessageBody): ParsedAnswer {
  if (body.kind !== 'media') return { ok: false, why: 'Not a file' };
  const { handle, mime, fileName } = body.ref;
  return { ok: true, value: { media: body.media, handle, ...(mime && { mime }), ...(fileName && { fileName }) } };
}
