import { createContact } from '../../crm-core/contacts/create-contact.ts';
import { markRead } from '../../crm-core/conversations/mark-read.ts';
import { writeMessage } from '../../crm-core/conversations/write-message.ts';
import { archiveDeal } from '../../crm-core/deals/archive-deal.ts';
import { changeDeal, type DealPatch } from '../../crm-core/deals/change-deal.ts';
import { createDeal } from '../../crm-core/deals/create-deal.ts';
import { loseDeal } from '../../crm-core/deals/lose-deal.ts';
import { moveDeal } from '../../crm-core/deals/move-deal.ts';
import { restoreDeal } from '../../crm-core/deals/restore-deal.ts';
import { winDeal } from '../../crm-core/deals/win-deal.ts';
import { builtInRoles } from '../../crm-core/members/permissions.ts';
import { toMinor } from '../../crm-core/money.ts';
import { linkContacts } from '../../crm-core/people/link-contacts.ts';
import { addNote } from '../../crm-core/tasks/add-note.ts';
import { completeTask } from '../../crm-core/tasks/complete-task.ts';
import { createTask } from '../../crm-core/tasks/create-task.ts';
import { type Actor, systemActor } from '../../crm-core/work/actor.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import { assertNever } from '../../kernel/assert-never.ts';
import type { ContactId } from '../../kernel/ids.ts';
import { DemoChat } from './demo-chat.ts';
import { Pace } from './pace.ts';
import type { PastWork } from './past-work.ts';
import { actorOf, channelOf, memberOf, openWork, type Scene, stageOf } from './scene.ts';
import type { DealWords, Story } from './story.ts';

/** One story while it is being told, on a work of its own. */
export class Telling {
  work: PastWork;
  /** When something happens next. */
  nextAt: Date | undefined;
  contactId: ContactId | undefined;
  readonly story: Story;
  readonly #scene: Scene;
  readonly #pace: Pace;
  readonly #phone: string;
  readonly #script: AsyncGenerator<Date, void, void>;
  readonly #others: readonly Telling[];
  #chat: DemoChat | undefined;
  #next: Date | undefined;

  /** `others` are all stories of the project: two of them may turn out to be about one person. */
  constructor(scene: Scene, story: Story, phone: string, others: readonly Telling[]) {
    this.#scene = scene;
    this.story = story;
    this.#phone = (story.came.kind === 'chat' && story.came.phone?.phone) || phone;
    this.#others = others;
    this.#pace = new Pace(scene.now, scene.config.project.settings.timeZone, story.customer.name);
    this.work = openWork(scene, story, systemActor('intake'), this.#pace.at(story.day));
    this.#script = this.#tell();
  }

  async open(): Promise<void> {
    await this.#goOn();
    this.nextAt = this.#next;
  }

  /** What happens next: by the story, or because the bot has waited long enough. */
  async step(): Promise<void> {
    if (!this.nextAt) return;
    this.work.now = this.nextAt;
    const timer = this.#dueTimer();
    if (timer) await this.#chat?.fire(this.work, timer);
    else await this.#goOn();
    this.nextAt = this.#dueTimer()?.fireAt ?? this.#next;
  }

  /** The timer that comes before the story goes on. */
  #dueTimer(): Row<'timers'> | undefined {
    const timer = this.#chat?.nextTimer(this.work);
    return timer && (!this.#next || timer.fireAt < this.#next) ? timer : undefined;
  }

  async #goOn(): Promise<void> {
    const { value } = await this.#script.next();
    this.#next = value || undefined;
  }

  /** Names the moment of each deed before it is done. */
  async *#tell(): AsyncGenerator<Date, void, void> {
    const { came, steps, day } = this.story;
    yield this.#pace.at(day);
    if (came.kind === 'chat') yield* this.#talk(came.words, this.#openChat(came));
    else await this.#writeDown(came);
    let last = day;
    for (const step of steps) {
      // What is told of the same day follows at once: a customer who asks for a human is not left waiting till evening.
      yield step.day === last ? this.#pace.soon(this.work.now) : this.#pace.at(step.day, this.work.now);
      last = step.day;
      if (step.kind === 'say') yield* this.#talk(step.words, this.#chatNow());
      else await this.#perform(step);
    }
    yield* this.#catchUp();
  }

  /** Until the end of a working day somebody has seen what the customer wrote last. */
  async *#catchUp(): AsyncGenerator<Date, void, void> {
    const conversation = this.#chat?.conversation(this.work);
    if (!conversation) return;
    yield new Date(Math.max(this.work.now.getTime(), conversation.lastMessageAt.getTime() + workingDay));
    const reader = this.#scene.config.members.find(({ row }) => row.id === this.#deal().responsibleId);
    this.work.actor = actorOf(this.#scene, reader?.name ?? this.#scene.config.members.at(-1)?.name ?? '');
    this.work.cause = {};
    await markRead(this.work, { conversationId: conversation.id });
  }

  #openChat(came: Extract<Story['came'], { kind: 'chat' }>): DemoChat {
    const { name } = this.story.customer;
    const externalId = came.phone?.id ?? `demo-${this.#phone.slice(1)}`;
    const phone = came.channel === 'whatsapp' ? { phone: this.#phone } : {};
    this.#chat = new DemoChat(this.#scene, channelOf(this.#scene, came.channel), { externalId, name, ...phone });
    return this.#chat;
  }

  #chatNow(): DemoChat {
    if (!this.#chat) throw new Error(`${this.story.customer.name} has no chat to write in`);
    return this.#chat;
  }

  /** The first of the words is said at once. */
  async *#talk(words: readonly string[], chat: DemoChat): AsyncGenerator<Date, void, void> {
    for (const [index, word] of words.entries()) {
      if (index > 0) yield this.#pace.answer(this.work.now);
      await chat.say(this.work, word, this.#phone);
      this.contactId = chat.conversation(this.work)?.contactId;
    }
  }

  async #writeDown(came: Exclude<Story['came'], { kind: 'chat' }>): Promise<void> {
    const { name, email } = this.story.customer;
    this.work.actor = came.kind === 'call' ? actorOf(this.#scene, came.by) : formActor(came.form);
    this.work.cause = {};
    const contact = await createContact(this.work, { name, phone: this.#phone, ...(email && { email }) });
    this.contactId = contact.id;
    await this.#createDeal(came.deal);
  }

  async #createDeal({ name, amount, place, variables, tags }: DealWords): Promise<void> {
    const stage = place && stageOf(this.#scene, place);
    const outcome = await createDeal(this.work, {
      name,
      ...(this.contactId && { contactId: this.contactId }),
      ...(amount !== undefined && { amount: this.#minor(amount) }),
      ...(stage && { stageId: stage.id }),
      ...(variables && { variables }),
      ...(tags && { tags }),
    });
    this.#expect(outcome);
  }

  /** Whoever does something with a deal that nobody has takes it. */
  async #perform(step: Exclude<Story['steps'][number], { kind: 'say' }>): Promise<void> {
    this.work.actor = actorOf(this.#scene, step.by);
    this.work.cause = {};
    if (step.kind !== 'read' && step.kind !== 'assign') await this.#take(step.by);
    await this.#deed(step);
    this.#chat?.deliver(this.work);
    await this.#chat?.tellFlows(this.work);
  }

  async #deed(step: Exclude<Story['steps'][number], { kind: 'say' }>): Promise<void> {
    const { work } = this;
    const dealId = this.#deal().id;
    switch (step.kind) {
      case 'write': {
        const message = { body: { kind: 'text', text: step.text } } as const;
        return this.#expect(await writeMessage(work, { conversationId: this.#conversationId(), message }));
      }
      case 'read':
        return void (await markRead(work, { conversationId: this.#conversationId() }));
      case 'note':
        return void (await addNote(work, { dealId, text: step.text }));
      case 'tag':
        return this.#change({ tags: { add: [step.text] } });
      case 'assign':
        return this.#change({ responsibleId: memberOf(this.#scene, step.text).row.id });
      case 'value':
        return this.#change({ amount: this.#minor(step.amount) });
      case 'move': {
        const stage = stageOf(this.#scene, [step.pipeline, step.stage]);
        return this.#expect(await moveDeal(work, { dealId, stageId: stage.id }));
      }
      case 'win':
        return this.#expect(await winDeal(work, { dealId }));
      case 'lose':
        return this.#expect(await loseDeal(work, { dealId, reason: step.text }));
      case 'archive':
        return this.#expect(await archiveDeal(work, { dealId, reason: step.text }));
      case 'restore':
        return this.#expect(await restoreDeal(work, { dealId }));
      case 'task': {
        const assigneeId = memberOf(this.#scene, step.by).row.id;
        const { title, priority } = step;
        await createTask(work, { dealId, title, priority, assigneeId, dueAt: this.#pace.due(step.due) });
        return;
      }
      case 'done': {
        const open = work.tasks.seen().find((task) => task.dealId === dealId && task.doneAt === null);
        if (open) await completeTask(work, { taskId: open.id });
        return;
      }
      case 'deal':
        return this.#createDeal(step.deal);
      case 'link':
        return this.#link(step.text);
      default:
        assertNever(step);
    }
  }

  async #take(name: string): Promise<void> {
    const deal = this.#deal();
    if (deal.status === 'open' && deal.responsibleId === null) {
      await this.#change({ responsibleId: memberOf(this.#scene, name).row.id });
    }
  }

  async #change(patch: DealPatch): Promise<void> {
    this.#expect(await changeDeal(this.work, { dealId: this.#deal().id, patch }));
  }

  async #link(name: string): Promise<void> {
    const other = this.#others.find(({ story }) => story.customer.name === name);
    if (!other?.contactId || !this.contactId) throw new Error(`${name} did not come yet`);
    this.work.absorb(other.work);
    other.work = this.work;
    const { contactId } = this;
    this.#expect(
      await linkContacts(this.work, {
        contactId,
        otherContactId: other.contactId,
        evidence: { kind: 'operator' },
      }),
    );
  }

  /** The latest that is the customer's own. */
  #deal(): Row<'deals'> {
    const own = this.work.deals.seen().filter((deal) => deal.contactId === this.contactId);
    const deal = own.filter(({ status }) => status === 'open').at(-1) ?? own.at(-1);
    if (!deal) throw new Error(`${this.story.customer.name} has no deal`);
    return deal;
  }

  #conversationId(): Row<'conversations'>['id'] {
    const conversation = this.#chatNow().conversation(this.work);
    if (!conversation) throw new Error(`${this.story.customer.name} has not written yet`);
    return conversation.id;
  }

  #minor(amount: number): number {
    return toMinor(amount, this.#scene.config.pipelines[0]?.row.currency ?? 'USD');
  }

  /** A story that the rules of the product do not allow is told wrong. */
  #expect(outcome: { kind: 'ok' } | { kind: 'refused'; message: string }): void {
    if (outcome.kind === 'refused') throw new Error(`${this.story.customer.name}: ${outcome.message}`);
  }
}

const workingDay = 8 * 60 * 60_000;

function formActor(name: string): Actor {
  return { record: { kind: 'api_key', name }, permissions: builtInRoles.editor };
}

/** Lets all stories happen side by side up to a moment, so that what is older has smaller ids. */
export async function tellUntil(tellings: readonly Telling[], until: Date): Promise<void> {
  for (const telling of tellings) await telling.open();
  for (;;) {
    const next = earliest(tellings);
    if (!next?.nextAt || next.nextAt > until) return;
    await next.step();
  }
}

function earliest(tellings: readonly Telling[]): Telling | undefined {
  let first: Telling | undefined;
  for (const telling of tellings) {
    if (telling.nextAt && (!first?.nextAt || telling.nextAt < first.nextAt)) first = telling;
  }
  return first;
}
