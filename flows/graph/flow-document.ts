import { z } from 'zod';
import { badInput } from '../../kernel/errors.ts';
import { findBlockKind } from '../blocks/blocks.ts';

/** What a flow is, stored and exported (PRODUCT D19): blocks on sheets, connections from ports to blocks. Plain JSON. */
export type FlowDocument = z.infer<typeof flowDocumentSchema>;
export type BlockDocument = z.infer<typeof blockDocumentSchema>;

export const flowLimits = { blocks: 10_000, bytes: 1_048_576 } as const;

/** Names that would reach an object's prototype if somebody used them as a key. */
const reserved = new Set(['__proto__', 'constructor', 'prototype']);

/** A block's or port's name. Stable: running conversations, statistics and connections refer to it. */
const blockIdSchema = z
  .string()
  .regex(/^[a-z0-9_-]{1,40}$/, 'Use up to 40 of a–z, 0–9, "-" and "_"')
  .refine((id) => !reserved.has(id), 'This name is reserved');

const blockDocumentSchema = z.strictObject({
  id: blockIdSchema,
  type: z.string().min(1).max(40),
  title: z.string().max(200).exactOptional(),
  /** Name of a sheet; without it the first one. */
  sheet: z.string().max(100).exactOptional(),
  /** Place on the canvas. */
  at: z.tuple([z.number(), z.number()]).exactOptional(),
  /** As the builder wrote them; the block's own schema judges them and fills in what is left out. */
  settings: z.record(z.string(), z.json()),
  /** Block ids by port. */
  to: z.record(blockIdSchema, blockIdSchema),
});

const flowDocumentSchema = z.strictObject({
  format: z.literal(1, 'This flow was made by another version of Voronka'),
  name: z.string().trim().min(1).max(200),
  sheets: z.array(z.string().min(1).max(100)).max(100).exactOptional(),
  blocks: z.array(blockDocumentSchema).max(flowLimits.blocks, `A flow has at most ${flowLimits.blocks} blocks`),
});

/** Something in a document that cannot be read. `path` leads there from the block, or from the document without one. */
export interface FlowFault {
  blockId?: string;
  path: (string | number)[];
  message: string;
}

/**
 * Reads a document from outside or from storage. Throws `bad_input` with all faults in `details.faults`. A flow that can
 * be read may still be unwise: see `checkFlow`.
 */
export function parseFlow(document: unknown): FlowDocument {
  const { flow, faults } = readFlow(document);
  if (flow) return flow;
  const first = faults.slice(0, 3).map(faultText).join('; ');
  throw badInput(faults.length > 3 ? `${first}; and ${faults.length - 3} more` : first, { faults });
}

/** `block ask-phone, settings.retries: Too big`. */
function faultText({ blockId, path, message }: FlowFault): string {
  const where = [blockId === undefined ? '' : `block ${blockId}`, path.join('.')].filter(Boolean).join(', ');
  return where ? `${where}: ${message}` : message;
}

/** The same without throwing. */
export function readFlow(document: unknown): { flow?: FlowDocument; faults: FlowFault[] } {
  const size = sizeOf(document);
  if (size > flowLimits.bytes)
    return { faults: [{ path: [], message: `The flow is larger than 1 MB (${size} bytes)` }] };
  const read = flowDocumentSchema.safeParse(document);
  if (!read.success) return { faults: read.error.issues.map((issue) => documentFault(issue, document)) };
  const faults = [...duplicates(read.data), ...read.data.blocks.flatMap(blockFaults)];
  return faults.length > 0 ? { faults } : { flow: read.data, faults };
}

/** Infinite for what JSON cannot hold: circular things, and nesting that overflows the stack. */
function sizeOf(document: unknown): number {
  try {
    return new TextEncoder().encode(JSON.stringify(document) ?? '').length;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Says which block an issue is in, because "blocks.17" helps nobody. */
function documentFault({ path, message }: z.core.$ZodIssue, document: unknown): FlowFault {
  const keys = path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const id = keys[0] === 'blocks' ? idAt(document, keys[1]) : undefined;
  return id === undefined ? { path: keys, message } : { blockId: id, path: keys.slice(2), message };
}

function idAt(document: unknown, index: string | number | undefined): string | undefined {
  if (typeof document !== 'object' || document === null || !('blocks' in document)) return undefined;
  if (!Array.isArray(document.blocks) || typeof index !== 'number') return undefined;
  const block: unknown = document.blocks[index];
  if (typeof block !== 'object' || block === null || !('id' in block)) return undefined;
  return typeof block.id === 'string' ? block.id : undefined;
}

function duplicates({ blocks }: FlowDocument): FlowFault[] {
  const seen = new Set<string>();
  return blocks.flatMap(({ id }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ blockId: id, path: ['id'], message: 'Another block has this id' }];
  });
}

function blockFaults({ id, type, settings }: BlockDocument): FlowFault[] {
  const kind = findBlockKind(type);
  if (!kind) return [{ blockId: id, path: ['type'], message: `There is no kind of block "${type}"` }];
  const read = kind.settings.safeParse(settings);
  if (read.success) return [];
  return read.error.issues.map(({ path, message }) => ({
    blockId: id,
    path: ['settings', ...path.map((key) => (typeof key === 'symbol' ? String(key) : key))],
    message,
  }));
}
