import { markRead } from '../../crm-core/conversations/mark-read.ts';
import { writeMessage } from '../../crm-core/conversations/write-message.ts';
import { archiveDeal } from '../../crm-core/deals/archive-deal.ts';
import { changeDeal, type DealPatch } from '../../crm-core/deals/change-deal.ts';
import { createDeal } from '../../crm-core/deals/create-deal.ts';
import { loseDeal } from '../../crm-core/deals/lose-deal.ts';
import { moveDeal } from '../../crm-core/deals/move-deal.ts';
import { restoreDeal } from '../../crm-core/deals/restore-deal.ts';
import { winDeal } from '../../crm-core/deals/win-deal.ts';
import { toMinor } from '../../crm-core/money.ts';
import { addNote } from '../../crm-core/tasks/add-note.ts';
import { completeTask } from '../../crm-core/tasks/complete-task.ts';
import { createTask } from '../../crm-core/tasks/create-task.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import { assertNever } from '../../kernel/assert-never.ts';
import type { ContactId, ConversationId } from '../../kernel/ids.ts';
import type { Pace } from './pace.ts';
import type { PastWork } from './past-work.ts';
import { memberOf, type Scene, stageOf } from './scene.ts';
import type { DealWords, Step } from './story.ts';

/** Where a story stands when somebody does something. The work knows when, and who. */
export interface Standing {
  scene: Scene;
  work: PastWork;
  pace: Pace;
  contactId: ContactId;
  conversationId: ConversationId | undefined;
}

/** What a member does with a single customer and his latest deal. */
export type MemberStep = Exclude<Step, { kind: 'say' | 'link' }>;

/** Whoever does something with a deal that nobody has takes it. */
export async function performStep(at: Standing, step: MemberStep): Promise<void> {
  if (step.kind !== 'read' && step.kind !== 'assign') await takeDeal(at, step.by);
  const { work, scene, pace } = at;
  const dealId = latestDeal(at).id;
  switch (step.kind) {
    case 'write': {
      const message = { body: { kind: 'text', text: step.text } } as const;
      return expectOk(await writeMessage(work, { conversationId: conversationOf(at), message }));
    }
    case 'read':
      return void (await markRead(work, { conversationId: conversationOf(at) }));
    case 'note':
      return void (await addNote(work, { dealId, text: step.text }));
    case 'tag':
      return changeLatest(at, { tags: { add: [step.text] } });
    case 'assign':
      return changeLatest(at, { responsibleId: memberOf(scene, step.text).row.id });
    case 'value':
      return changeLatest(at, { amount: minor(scene, step.amount) });
    case 'date':
      return changeLatest(at, { variables: { [step.key]: pace.due(step.due).toISOString().slice(0, 10) } });
    case 'move':
      return expectOk(await moveDeal(work, { dealId, stageId: stageOf(scene, [step.pipeline, step.stage]).id }));
    case 'win':
      return expectOk(await winDeal(work, { dealId }));
    case 'lose':
      return expectOk(await loseDeal(work, { dealId, reason: step.text }));
    case 'archive':
      return expectOk(await archiveDeal(work, { dealId, reason: step.text }));
    case 'restore':
      return expectOk(await restoreDeal(work, { dealId }));
    case 'task': {
      const { title, priority } = step;
      const assigneeId = memberOf(scene, step.by).row.id;
      return void (await createTask(work, { dealId, title, priority, assigneeId, dueAt: pace.due(step.due) }));
    }
    case 'done':
      return completeFirstTask(work, dealId);
    case 'deal':
      return openDeal(at, step.deal);
    default:
      assertNever(step);
  }
}

export async function takeDeal(at: Standing, name: string): Promise<void> {
  const deal = latestDeal(at);
  if (deal.status !== 'open' || deal.responsibleId !== null) return;
  await changeLatest(at, { responsibleId: memberOf(at.scene, name).row.id });
}

export async function openDeal(at: Standing, deal: DealWords): Promise<void> {
  const { scene, work, contactId } = at;
  const { name, amount, place, variables, tags } = deal;
  expectOk(
    await createDeal(work, {
      contactId,
      name,
      ...(amount !== undefined && { amount: minor(scene, amount) }),
      ...(place && { stageId: stageOf(scene, place).id }),
      ...(variables && { variables }),
      ...(tags && { tags }),
    }),
  );
}

/** The latest of the customer's own that is open, else the latest. */
export function latestDeal({ work, contactId }: Pick<Standing, 'work' | 'contactId'>): Row<'deals'> {
  const own = work.deals.seen().filter((deal) => deal.contactId === contactId);
  const deal = own.findLast(({ status }) => status === 'open') ?? own.at(-1);
  if (!deal) throw new Error(`contact ${contactId} of the demo has no deal`);
  return deal;
}

/** A story that the rules of the product do not allow is told wrong. */
export function expectOk(outcome: { kind: 'ok' } | { kind: 'refused'; message: string }): void {
  if (outcome.kind === 'refused') throw new Error(`the demo was refused: ${outcome.message}`);
}

async function changeLatest(at: Standing, patch: DealPatch): Promise<void> {
  expectOk(await changeDeal(at.work, { dealId: latestDeal(at).id, patch }));
}

async function completeFirstTask(work: PastWork, dealId: Row<'deals'>['id']): Promise<void> {
  const open = work.tasks.seen().find((task) => task.dealId === dealId && task.doneAt === null);
  if (open) await completeTask(work, { taskId: open.id });
}

function conversationOf({ conversationId, contactId }: Standing): ConversationId {
  if (!conversationId) throw new Error(`contact ${contactId} of the demo has not written yet`);
  return conversationId;
}

/** All pipelines of a demo have one currency. */
function minor({ config }: Scene, amount: number): number {
  return toMinor(amount, config.pipelines[0]?.row.currency ?? 'USD');
}
