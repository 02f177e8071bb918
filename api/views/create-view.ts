import { createView as create } from '../../crm-core/views/create-view.ts';
import type { views } from '../contract/views.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { contentOf, viewAnswer } from './view-answer.ts';

export const createView: Handler<typeof views.create> = async (call) =>
  viewAnswer(await inWork(call, (work) => create(work, contentOf(call.body))), call.caller);
