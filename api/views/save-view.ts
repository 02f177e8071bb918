import { saveView as save } from '../../crm-core/views/save-view.ts';
import type { views } from '../contract/views.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { contentOf, viewAnswer } from './view-answer.ts';

export const saveView: Handler<typeof views.save> = async (call) => {
  const input = { viewId: call.params.viewId, content: contentOf(call.body) };
  return viewAnswer(await inWork(call, (work) => save(work, input)), call.caller);
};
