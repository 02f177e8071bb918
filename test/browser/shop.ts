import type { Sql } from 'postgres';
import type { z } from 'zod';
import { api } from '../../api/contract/api.ts';
import type { DealCard } from '../../api/contract/deals.ts';
import type { Operation } from '../../api/contract/operation.ts';
import type { PipelineView, StageView } from '../../api/contract/pipelines.ts';
import { ask, keyHeaders, type Sending } from '../../api/testing/caller.ts';
import type { Core } from '../../crm-core/work/run-work.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import { applyProvision } from '../../server/provision/apply-provision.ts';
import { type ProvisionFile, provisionFile } from '../../server/provision/provision-file.ts';

/** A project of a test's own. */
export interface Shop {
  projectId: string;
  /** E-mail of Olga, who owns it; of Ivan, who edits. */
  olga: string;
  ivan: string;
  /** Of its API. */
  key: string;
  /** The first pipeline's board. */
  board: string;
  pipeline: PipelineView;
  stage(name: string): StageView;
  /** Calls the API as a colleague's program would. Fails unless it is answered well. */
  ask: Asking;
  /** A deal by that name on the stage of that name. */
  deal(name: string, stage: string, more?: object): Promise<DealCard>;
  /** The deal as the server has it now. */
  stored(deal: { id: string }): Promise<DealCard>;
}

export type Asking = <Response extends z.ZodType>(
  operation: Operation<z.ZodType, z.ZodType, z.ZodType, Response>,
  sending?: Sending,
) => Promise<z.output<Response>>;

export interface ShopInput {
  pipelines?:
    | ProvisionFile['pipelines']
    | { name: string; currency: string; stages?: (string | object)[]; settings?: object }[];
  acceptOnFirstStage?: boolean;
  /** The blocks of a flow, in its text form without indentation. */
  flow?: string;
  /** A Telegram-like and a WhatsApp-like simulator with a phone each. */
  phones?: boolean;
  password?: string;
  /** It counts as a demo that can be removed. */
  demo?: boolean;
}

interface Ground {
  core: Core;
  secrets: SecretBox;
  sql: Sql;
  origin: string;
}

let made = 0;

export async function openShop({ core, secrets, origin }: Ground, input: ShopInput): Promise<Shop> {
  made += 1;
  const name = `Shop ${made}`;
  const [olga, ivan] = [`olga@shop${made}.example`, `ivan@shop${made}.example`];
  const key = `vk_browser_test_key_${String(made).padStart(6, '0')}`;
  const { projectId } = await applyProvision({ core, secrets }, fileOf(name, { olga, ivan, key }, input), {
    demo: input.demo ?? false,
  });
  const asking: Asking = (operation, { params, ...sending } = {}) =>
    ask(origin, operation, { ...sending, params: { projectId, ...params }, headers: keyHeaders(key) });
  const [pipeline] = await asking(api.pipelines.list);
  const shop: Shop = {
    projectId,
    olga,
    ivan,
    key,
    board: pipeline ? `/p/${projectId}/board/${pipeline.id}` : `/p/${projectId}/board`,
    get pipeline() {
      if (!pipeline) throw new Error(`${name} has no pipeline`);
      return pipeline;
    },
    stage(wanted) {
      const stage = pipeline?.stages.find((one) => one.name === wanted);
      if (!stage) throw new Error(`${name} has no stage ${wanted}`);
      return stage;
    },
    ask: asking,
    deal: (deal, stage, more) =>
      asking(api.deals.create, { body: { name: deal, stageId: shop.stage(stage).id, ...more } }),
    stored: async ({ id }) => (await asking(api.deals.get, { params: { dealId: id } })).deal,
  };
  return shop;
}

function fileOf(
  name: string,
  { olga, ivan, key }: { olga: string; ivan: string; key: string },
  input: ShopInput,
): ProvisionFile {
  return provisionFile.parse({
    project: { name, locale: 'en', timeZone: 'Europe/London', country: 'GB' },
    members: [
      { email: olga, name: 'Olga', ...(input.password && { password: input.password }) },
      { email: ivan, name: 'Ivan', role: 'editor' },
    ],
    pipelines: input.pipelines ?? [{ name: 'Sales', currency: 'GBP', stages: ['New', 'Talks', 'Paid'] }],
    intake: { acceptOnFirstStage: input.acceptOnFirstStage ?? true },
    channels: input.phones
      ? (['telegram', 'whatsapp'] as const).map((imitates, at) => ({
          kind: 'simulator',
          name: imitates === 'telegram' ? 'Telegram bot' : 'WhatsApp number',
          imitates,
          phones: [{ id: imitates, name: at === 0 ? 'Tina' : 'Walter', phone: `+44794601800${at}` }],
        }))
      : [],
    flows: input.flow
      ? [{ text: `format: 1\nname: Welcome\nblocks:\n${input.flow.trim().replace(/^/gm, '  ')}\n` }]
      : [],
    apiKeys: [{ name: 'Tests', key }],
  });
}
