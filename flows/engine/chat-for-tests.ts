import { flowFromText } from '../graph/flow-text.ts';
import { SimulatedChat } from './simulated-chat.ts';
import { type SimulatedProject, simulatedFlow } from './simulated-turn.ts';
import type { FlowAt } from './turn.ts';

/** A flow from the text of its blocks; the first line has no indentation. */
export function flowOf(blocks: string, { n = 1, name = 'Test' } = {}): FlowAt {
  const indented = blocks.trim().replace(/^/gm, '  ');
  return simulatedFlow(flowFromText(`format: 1\nname: ${name}\nblocks:\n${indented}\n`), n);
}

/** A customer in front of one flow, which hears `/start` at any time and goes to the block `first`. */
export function chatWith(blocks: string, project: SimulatedProject = {}): SimulatedChat {
  const start =
    'start: { on-message: { match: { kind: exact, alternatives: [/start] }, interrupts: true }, to: first }';
  return new SimulatedChat({ ...project, flows: [flowOf(`${start}\n${blocks.trim()}`), ...(project.flows ?? [])] });
}

export const sales = { name: 'Sales', stages: ['New', 'Talks', 'Contract'] };
