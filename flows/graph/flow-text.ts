import {
  Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import { badInput } from '../../kernel/errors.ts';
import { findBlockKind } from '../blocks/blocks.ts';
import { type BlockDocument, type FlowDocument, type FlowFault, flowLimits, readFlow } from './flow-document.ts';
import { inSchemaOrder } from './in-schema-order.ts';

/**
 * A flow as text (PRODUCT M8): YAML with one entry per block, in order. Everything of the document is in it, and nothing
 * else, so that reading what was written gives the same document; comments are not kept.
 *
 *     blocks:
 *       hello:
 *         message:
 *           text: Hello, {{ contact.name }}!
 *         to: ask            # short for `to: { next: ask }`
 *       bye: end             # short for a block that is only its type
 */
export function flowToText(flow: FlowDocument): string {
  const blocks = new Map(flow.blocks.map((block) => [block.id, blockToEntry(block)]));
  const { format, name, sheets } = flow;
  const yaml = new Document({ format, name, ...(sheets && { sheets }), blocks }, { aliasDuplicateObjects: false });
  visit(yaml, {
    Collection(_key, node, path) {
      node.flow = isOneLine(node.toJSON(), path.filter(isCollection).length);
    },
  });
  return yaml.toString({ lineWidth: 0, singleQuote: true });
}

export interface FlowTextFault {
  /** From 1. */
  line: number;
  message: string;
}

/** Throws `bad_input` with all faults and their lines in `details.faults`. */
export function flowFromText(text: string): FlowDocument {
  const { flow, faults } = readFlowText(text);
  if (flow) return flow;
  const first = faults.slice(0, 3).map(({ line, message }) => `line ${line}: ${message}`);
  throw badInput(faults.length > 3 ? `${first.join('; ')}; and ${faults.length - 3} more` : first.join('; '), {
    faults,
  });
}

/** The same without throwing. */
export function readFlowText(text: string): { flow?: FlowDocument; faults: FlowTextFault[] } {
  if (text.length > flowLimits.bytes * 2) return { faults: [{ line: 1, message: 'The text is larger than 2 MB' }] };
  try {
    return readYaml(text);
  } catch (error) {
    // Brackets in brackets, thousands deep: the stack ends before the text does.
    if (error instanceof RangeError) return { faults: [{ line: 1, message: 'The text is nested too deep' }] };
    throw error;
  }
}

function readYaml(text: string): { flow?: FlowDocument; faults: FlowTextFault[] } {
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const yaml = parseDocument(text, { lineCounter: lines, schema: 'core', merge: false, prettyErrors: false });
  const faults = yaml.errors.map(({ message, pos }) => ({ line: lineAt(pos[0]), message }));
  visit(yaml, {
    Alias(_key, { range }) {
      faults.push({ line: lineAt(range?.[0] ?? 0), message: 'References (*name) are not used here' });
    },
  });
  if (faults.length > 0) return { faults };
  const { document, problems } = documentOf(yaml.contents);
  if (problems.length > 0) return { faults: problems.map(({ at, message }) => ({ line: lineAt(at), message })) };
  const read = readFlow(document);
  if (read.flow) return { flow: read.flow, faults: [] };
  return {
    faults: read.faults.map((fault) => ({
      line: lineAt(offsetOf(yaml.contents, fault)),
      message: messageOf(fault),
    })),
  };
}

type Entry = string | Record<string, unknown>;

function blockToEntry({ type, title, sheet, at, settings, to }: BlockDocument): Entry {
  const schema = findBlockKind(type)?.settings;
  const ports = Object.keys(to);
  const entry = {
    ...(title !== undefined && { title }),
    ...(sheet !== undefined && { sheet }),
    ...(at && { at }),
    [type]: schema ? inSchemaOrder(schema, settings) : settings,
    ...(ports.length > 0 && {
      to: ports.length === 1 && to.next !== undefined ? to.next : inPortOrder(to, type, settings),
    }),
  };
  return Object.keys(entry).length === 1 && Object.keys(settings).length === 0 ? type : entry;
}

/** As on the canvas; ports that the block does not have come last. */
function inPortOrder(to: BlockDocument['to'], type: string, settings: unknown): Record<string, string> {
  const ports =
    findBlockKind(type)
      ?.bind(settings)
      .ports.map(({ id }) => id) ?? [];
  const place = (port: string) => (ports.includes(port) ? ports.indexOf(port) : ports.length);
  const sorted = Object.entries(to).sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1));
  return Object.fromEntries(sorted);
}

/** One line reads better than five, as long as it is short and flat. A block's own settings keep a line each. */
function isOneLine(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === settingsDepth && !Array.isArray(value)) return Object.keys(value).length === 0;
  const isFlat = Object.values(value).every(
    (item) => isScalarValue(item) || (Array.isArray(item) && item.every(isScalarValue)),
  );
  const json = JSON.stringify(value);
  return isFlat && json.length <= 100 && !json.includes('\\n');
}

/** Collections around the settings of a block: the flow, its blocks, the block. */
const settingsDepth = 3;

function isScalarValue(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** Keys of an entry that are not its type. */
const blockKeys = new Set(['title', 'sheet', 'at', 'to']);

interface Problem {
  at: number;
  message: string;
}

/** From the text's form to the document's. What does not fit the form is a problem; everything else is judged later. */
function documentOf(root: Node | null): { document: unknown; problems: Problem[] } {
  if (!isMap(root))
    return { document: undefined, problems: [{ at: 0, message: 'A flow has name, format and blocks' }] };
  const problems: Problem[] = [];
  const document: Record<string, unknown> = {};
  for (const pair of root.items) {
    const key = keyOf(pair);
    if (key !== 'blocks') document[key] = plain(pair.value);
    else if (isMap(pair.value)) document.blocks = pair.value.items.map((item) => blockOf(item, problems));
    else problems.push({ at: startOf(pair), message: 'blocks: one entry per block' });
  }
  return { document: { blocks: [], ...document }, problems };
}

function blockOf(pair: Pair, problems: Problem[]): unknown {
  const id = keyOf(pair);
  if (isScalar(pair.value) && pair.value.value !== null) return { id, type: textOf(pair.value), settings: {}, to: {} };
  if (!isMap(pair.value)) {
    problems.push({ at: startOf(pair), message: `block ${id}: say what kind of block it is` });
    return undefined;
  }
  const types = pair.value.items.filter((item) => !blockKeys.has(keyOf(item)));
  const [type] = types;
  if (!type || types.length > 1) {
    const found = types.map(keyOf).join(', ') || 'none';
    problems.push({
      at: startOf(types[1] ?? pair),
      message: `block ${id}: exactly one kind of block is needed, found ${found}`,
    });
    return undefined;
  }
  const rest = pair.value.items.filter((item) => item !== type && keyOf(item) !== 'to');
  return {
    id,
    type: keyOf(type),
    ...Object.fromEntries(rest.map((item) => [keyOf(item), plain(item.value)])),
    settings: plain(type.value) ?? {},
    to: connectionsOf(pair.value),
  };
}

function connectionsOf(entry: YAMLMap): unknown {
  const to = entry.items.find((item) => keyOf(item) === 'to')?.value;
  if (to === undefined || to === null) return {};
  if (isScalar(to)) return { next: textOf(to) };
  return isMap(to)
    ? Object.fromEntries(
        to.items.map((item) => [keyOf(item), isScalar(item.value) ? textOf(item.value) : plain(item.value)]),
      )
    : plain(to);
}

function plain(node: unknown): unknown {
  return isMap(node) || isSeq(node) || isScalar(node) ? node.toJSON() : node;
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? textOf(key) : String(key);
}

/** A name as it is written: the block `01` is not the number 1. */
function textOf({ value, source }: { value: unknown; source?: string }): string {
  return typeof value === 'string' ? value : (source ?? String(value));
}

function startOf({ key }: Pair): number {
  return isScalar(key) || isMap(key) || isSeq(key) ? (key.range?.[0] ?? 0) : 0;
}

function messageOf({ blockId, path, message }: FlowFault): string {
  const where = path[0] === 'settings' ? path.slice(1) : path;
  return [blockId === undefined ? '' : `block ${blockId}`, where.join('.'), message].filter(Boolean).join(': ');
}

/** Where in the text a fault is: the deepest key on its path that the text has. */
function offsetOf(root: Node | null, { blockId, path }: FlowFault): number {
  let offset = 0;
  let node: unknown = root;
  const within = blockId === undefined ? path : ['blocks', blockId, ...path];
  for (const [index, key] of within.entries()) {
    const pair = isMap(node) ? findPair(node, key, blockId !== undefined && index === 2) : undefined;
    if (pair) {
      offset = startOf(pair);
      node = pair.value;
    } else if (isSeq(node) && typeof key === 'number') {
      node = node.items[key];
      if (isScalar(node) || isMap(node) || isSeq(node)) offset = node.range?.[0] ?? offset;
    }
  }
  return offset;
}

/** `settings` and `type` of a document are the one key of an entry that is nothing else. */
function findPair(map: YAMLMap, key: string | number, isBlockKey: boolean): Pair | undefined {
  if (isBlockKey && (key === 'settings' || key === 'type'))
    return map.items.find((item) => !blockKeys.has(keyOf(item)));
  return map.items.find((item) => keyOf(item) === String(key));
}
