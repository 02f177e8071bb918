import { createContact } from '../../crm-core/contacts/create-contact.ts';
import { markRead } from '../../crm-core/conversations/mark-read.ts';
import { builtInRoles } from '../../crm-core/members/permissions.ts';
import { linkContacts } from '../../crm-core/people/link-contacts.ts';
import { type Actor, systemActor } from '../../crm-core/work/actor.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { ContactId } from '../../kernel/ids.ts';
import { DemoChat } from './demo-chat.ts';
import { Pace } from './pace.ts';
import type { PastWork } from './past-work.ts';
import { expectOk, latestDeal, openDeal, performStep, type Standing, takeDeal } from './perform-step.ts';
import { actorOf, channelOf, openWork, type Scene } from './scene.ts';
import type { Step, Story } from './story.ts';

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
  readonly #others: readonly Telling[];
  readonly #script: AsyncGenerator<Date, void, void>;
  #chat: DemoChat | undefined;
  /** When the story itself goes on. */
  #next: Date | undefined;

  /** `others` are all stories of the project: two of them may turn out to be about one person. */
  constructor(scene: Scene, story: Story, phone: string, others: readonly Telling[]) {
    this.#scene = scene;
    this.story = story;
    this.#phone = (story.came.kind === 'chat' && story.came.phone?.phone) || phone;
    this.#others = others;
    this.#pace = new Pace(scene.now, scene.config.project.settings.timeZone, story.customer.name);
    this.work = openWork(scene, story, systemActor('intake'), scene.now);
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
      // What is told of the same day follows at once: who asks for a human is not left waiting till evening.
      yield step.day === last ? this.#pace.soon(this.work.now) : this.#pace.at(step.day, this.work.now);
      last = step.day;
      if (step.kind === 'say') yield* this.#talk(step.words, this.#chatNow());
      else await this.#perform(step);
    }
    yield* this.#catchUp();
  }

  #openChat(came: Extract<Story['came'], { kind: 'chat' }>): DemoChat {
    const { name } = this.story.customer;
    const externalId = came.phone?.id ?? `demo-${this.#phone.slice(1)}`;
    const attested = came.channel === 'whatsapp' ? { phone: this.#phone } : {};
    this.#chat = new DemoChat(this.#scene, channelOf(this.#scene, came.channel), { externalId, name, ...attested });
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
    this.#act(came.kind === 'call' ? actorOf(this.#scene, came.by) : formActor(came.form));
    const contact = await createContact(this.work, { ...this.story.customer, phone: this.#phone });
    this.contactId = contact.id;
    await openDeal(this.#standing(), came.deal);
  }

  async #perform(step: Exclude<Step, { kind: 'say' }>): Promise<void> {
    this.#act(actorOf(this.#scene, step.by));
    if (step.kind === 'link') await this.#link(step);
    else await performStep(this.#standing(), step);
    this.#chat?.deliver(this.work);
    await this.#chat?.tellFlows(this.work);
  }

  async #link({ by, text: name }: Extract<Step, { kind: 'link' }>): Promise<void> {
    const { contactId } = this.#standing();
    const other = this.#others.find(({ story }) => story.customer.name === name);
    if (!other?.contactId) throw new Error(`${name} did not come yet`);
    await takeDeal(this.#standing(), by);
    this.work.absorb(other.work);
    other.work = this.work;
    const evidence = { kind: 'operator' } as const;
    expectOk(await linkContacts(this.work, { contactId, otherContactId: other.contactId, evidence }));
  }

  /** By the end of a working day somebody has seen what the customer wrote last. */
  async *#catchUp(): AsyncGenerator<Date, void, void> {
    const conversation = this.#chat?.conversation(this.work);
    if (!conversation) return;
    yield new Date(Math.max(this.work.now.getTime(), conversation.lastMessageAt.getTime() + workingDay));
    const { members } = this.#scene.config;
    const responsible = members.find(({ row }) => row.id === latestDeal(this.#standing()).responsibleId);
    this.#act(actorOf(this.#scene, (responsible ?? members.at(-1))?.name ?? ''));
    await markRead(this.work, { conversationId: conversation.id });
  }

  #act(actor: Actor): void {
    this.work.actor = actor;
    this.work.cause = {};
  }

  #standing(): Standing {
    if (!this.contactId) throw new Error(`${this.story.customer.name} is not there yet`);
    return {
      scene: this.#scene,
      work: this.work,
      pace: this.#pace,
      contactId: this.contactId,
      conversationId: this.#chat?.conversation(this.work)?.id,
    };
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
