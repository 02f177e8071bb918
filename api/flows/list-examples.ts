import { firstFlows } from '../../flows/examples/first-flows.ts';
import type { flows } from '../contract/flows.ts';
import type { Handler } from '../http/handler.ts';

export const listExamples: Handler<typeof flows.examples> = async ({ caller }) =>
  firstFlows(caller.config.project.settings.locale);
