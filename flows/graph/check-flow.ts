import type { Pace } from '../blocks/block-definition.ts';
import { checkButtons, checkWindows } from './check-channels.ts';
import { checkReads } from './check-reads.ts';
import { checkSettings, type KnownThings } from './check-settings.ts';
import { type CompiledBlock, type CompiledFlow, compileFlow } from './compile-flow.ts';
import { nodesOnCycles } from './cycles.ts';
import type { FlowDocument } from './flow-document.ts';
import { type Problem, problem } from './problem.ts';

/** Everything that can be said of a flow without running it (PRODUCT M5), in the order of its blocks. */
export function checkFlow(document: FlowDocument, known: KnownThings = {}): Problem[] {
  const flow = compileFlow(document);
  const circles = { endless: onCycles(flow, ['now']), lonely: onCycles(flow, ['now', 'clock']) };
  const reached = reachable(flow);
  const unset = checkReads(document, flow, known.variables);
  const closed = checkWindows(flow, known.channels ?? []);
  const problems = document.blocks.flatMap(({ id, settings }) => {
    const block = flow.blocks.get(id);
    if (!block) return [];
    return [
      ...checkConnections(flow, block),
      ...(reached.has(id) ? [] : [problem(id, 'warning', 'unreachable', 'No customer can get here')]),
      ...checkLoops(block, circles),
      ...checkSettings({ flow, block, settings, known }),
      ...(reached.has(id) ? (unset.get(id) ?? []) : []),
      ...checkButtons(block, known.channels ?? []),
      ...(closed.get(id) ?? []),
    ];
  });
  if (flow.listeners.length > 0) return problems;
  return [
    problem(undefined, 'warning', 'no_start', 'Nothing starts this flow but a call from another one'),
    ...problems,
  ];
}

/** Ports that may stay open: then nothing special happens, or a human takes over. */
const optional = new Set(['error', 'invalid', 'other', 'message']);

function checkConnections(flow: CompiledFlow, { id, bound, to }: CompiledBlock): Problem[] {
  const ports = bound.ports.map((port) => port.id);
  const unknown = [...to].flatMap(([port, target]) => [
    ...(ports.includes(port)
      ? []
      : [problem(id, 'warning', 'unknown_port', `There is no port "${port}" any more`, { port })]),
    ...(flow.blocks.has(target)
      ? []
      : [
          problem(id, 'error', 'unknown_target', `"${port}" leads to "${target}", which does not exist`, {
            port,
            name: target,
          }),
        ]),
  ]);
  const open = bound.ports.filter((port) => !to.has(port.id) && !optional.has(port.id));
  const isOpen = (port: string) => open.some((one) => one.id === port);
  const named = bound.ports.filter((port) => !optional.has(port.id) && port.id !== 'next' && port.id !== 'no_answer');
  // Answers without a way of their own go by `next`, and `next` is not needed when each has one.
  const isNeeded = (port: string) => (port === 'next' ? named.length === 0 : port === 'no_answer' || !to.has('next'));
  const ends = open.filter((port) => isNeeded(port.id));
  const allOpen = named.length > 0 && named.every((port) => isOpen(port.id)) && isOpen('next');
  if (allOpen) return [...unknown, problem(id, 'warning', 'dead_end', 'No answer leads on from here')];
  return [
    ...unknown,
    ...ends.map((port) => problem(id, 'warning', 'dead_end', deadEndText(port), { port: port.title ?? port.id })),
  ];
}

function deadEndText({ id, title }: { id: string; title?: string }): string {
  if (id === 'next') return 'The flow ends here without an "End" block';
  return id === 'no_answer' ? 'Without an answer the flow ends here' : `"${title ?? id}" leads nowhere`;
}

interface Circles {
  /** Blocks on a circle on which nothing waits. */
  endless: ReadonlySet<string>;
  /** Blocks on a circle on which nothing waits but the clock. */
  lonely: ReadonlySet<string>;
}

function checkLoops({ id }: CompiledBlock, { endless, lonely }: Circles): Problem[] {
  if (endless.has(id))
    return [problem(id, 'error', 'endless_loop', 'Part of a loop on which nothing waits: it runs until it is stopped')];
  if (lonely.has(id))
    return [problem(id, 'warning', 'lonely_loop', 'Part of a loop that goes on for ever if the customer stays silent')];
  return [];
}

function onCycles({ blocks }: CompiledFlow, paces: readonly Pace[]): ReadonlySet<string> {
  return nodesOnCycles(blocks.keys(), (id) => {
    const block = blocks.get(id);
    return block ? targetsOf(block, paces).filter((target) => blocks.has(target)) : [];
  });
}

function reachable({ blocks, listeners, entry }: CompiledFlow): ReadonlySet<string> {
  const reached = new Set<string>();
  const left = [...listeners.map(({ block }) => block.id), ...(entry ? [entry.id] : [])];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    const block = blocks.get(id);
    if (!block || reached.has(id)) continue;
    reached.add(id);
    left.push(...targetsOf(block, ['now', 'customer', 'clock']));
  }
  return reached;
}

/** Where a conversation can go from here when it is moved at one of these paces. */
function targetsOf({ bound, to }: CompiledBlock, paces: readonly Pace[]): string[] {
  const connected = [...to].filter(([port]) => paces.includes(bound.pace(port))).map(([, target]) => target);
  return bound.leadsTo === undefined ? connected : [...connected, bound.leadsTo];
}
