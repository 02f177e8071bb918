import { eq } from 'drizzle-orm';
import type { ProjectConfig } from '../../crm-core/config/project-config.ts';
import type { ConversationState } from '../../crm-core/conversations/conversation-state.ts';
import type { Database } from '../../drizzle/client.ts';
import { flowVersions } from '../../drizzle/schema/index.ts';
import type { FlowVersionId } from '../../kernel/ids.ts';
import { log } from '../../kernel/log.ts';
import type { FlowAt } from '../engine/turn.ts';
import { compileFlow } from '../graph/compile-flow.ts';
import { parseFlow } from '../graph/flow-document.ts';

/** Published versions, compiled once: they never change, so they are kept by id. */
export class FlowVersions {
  readonly #db: Database;
  readonly #compiled = new Map<FlowVersionId, FlowAt | null>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** The flows that hear new messages, in order. */
  published(config: ProjectConfig): FlowAt[] {
    const known = publishedOf.get(config);
    if (known) return known;
    const flows = config.flows.flatMap(({ version }) => this.#remember(version) ?? []);
    publishedOf.set(config, flows);
    return flows;
  }

  /** Makes every version that a conversation stands in, or has buttons of, ready for `get`. */
  async load(states: readonly ConversationState[]): Promise<void> {
    for (const state of states) {
      for (const { versionId } of [...state.stack, ...state.choices]) {
        if (!this.#compiled.has(versionId)) await this.#read(versionId);
      }
    }
  }

  /** Undefined when the version is gone or can no longer be read. */
  get(versionId: FlowVersionId): FlowAt | undefined {
    return this.#compiled.get(versionId) ?? undefined;
  }

  async #read(versionId: FlowVersionId): Promise<void> {
    const [row] = await this.#db.orm.select().from(flowVersions).where(eq(flowVersions.id, versionId));
    if (row) this.#remember(row);
    else this.#compiled.set(versionId, null);
  }

  #remember(version: typeof flowVersions.$inferSelect): FlowAt | undefined {
    const known = this.#compiled.get(version.id);
    if (known !== undefined) return known ?? undefined;
    const compiled = compile(version);
    this.#compiled.set(version.id, compiled);
    return compiled ?? undefined;
  }
}

const publishedOf = new WeakMap<ProjectConfig, FlowAt[]>();

function compile(version: typeof flowVersions.$inferSelect): FlowAt | null {
  try {
    return { flowId: version.flowId, versionId: version.id, flow: compileFlow(parseFlow(version.document)) };
  } catch (error) {
    log.error({ err: error, flowVersion: version.id }, 'a published flow cannot be read');
    return null;
  }
}
