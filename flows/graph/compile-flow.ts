import type { BoundBlock, ListenerRule } from '../blocks/block-definition.ts';
import { findBlockKind } from '../blocks/blocks.ts';
import type { BlockDocument, FlowDocument } from './flow-document.ts';

/** A version of a flow, indexed once, so that a turn costs the same whether it has ten blocks or ten thousand. */
export interface CompiledFlow {
  readonly name: string;
  readonly blocks: ReadonlyMap<string, CompiledBlock>;
  /** Start blocks and quick replies, in document order. */
  readonly listeners: readonly FlowListener[];
  /** Where a jump or a call without a block arrives: the first start block, else the first block. */
  readonly entry: CompiledBlock | undefined;
  /** Blocks that put a deal on a stage, in document order (PRODUCT S8). */
  readonly stageBlocks: readonly CompiledBlock[];
}

export interface CompiledBlock {
  readonly id: string;
  readonly type: string;
  /** What people call it: its title, else its id. */
  readonly title: string;
  readonly bound: BoundBlock;
  /** Block ids by port. */
  readonly to: ReadonlyMap<string, string>;
}

export interface FlowListener {
  readonly block: CompiledBlock;
  readonly rule: ListenerRule;
}

/** Expects a document that `parseFlow` accepted. */
export function compileFlow(document: FlowDocument): CompiledFlow {
  const blocks = document.blocks.map(compileBlock);
  const listeners = blocks.flatMap((block) => {
    const rule = block.bound.listens;
    return rule ? [{ block, rule }] : [];
  });
  return {
    name: document.name,
    blocks: new Map(blocks.map((block) => [block.id, block])),
    listeners,
    entry: listeners.find(({ rule }) => rule.as !== 'quick_reply')?.block ?? blocks[0],
    stageBlocks: blocks.filter((block) => block.bound.placesDeal),
  };
}

function compileBlock({ id, type, title, settings, to }: BlockDocument): CompiledBlock {
  const kind = findBlockKind(type);
  if (!kind) throw new Error(`block ${id} has the unknown type ${type}`);
  return { id, type, title: title || id, bound: kind.bind(settings), to: new Map(Object.entries(to)) };
}
