import type { FlowDocument } from './flow-document.ts';

/** A version of a flow, indexed once, so that a turn costs the same whether it has ten blocks or ten thousand. */
export interface CompiledFlow {
  readonly name: string;
}

export declare function compileFlow(document: FlowDocument): CompiledFlow;
