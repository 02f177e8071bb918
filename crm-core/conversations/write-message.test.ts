import { describe, expect, it } from 'vitest';
import {
  eventsOf,
  memberActor,
  newChannel,
  newContact,
  newConversation,
  newProject,
  succeeded,
  testCore,
} from '../../test/builders.ts';
import { changeChannel } from '../channels/change-channel.ts';
import { createMember } from '../members/create-member.ts';
import { builtInRoles } from '../members/permissions.ts';
import { changeSettings } from '../projects/change-settings.ts';
import { giveBack } from './give-back.ts';
import { markRead } from './mark-read.ts';
import type { OutgoingMessage } from './message-body.ts';
import { takeOver } from './take-over.ts';
import { writeMessage } from './write-message.ts';

const core = await testCore();
const hello: OutgoingMessage = { body: { kind: 'text', text: 'Hello, how can I help?' } };

async function scene() {
  const project = await newProject(core);
  const channel = await newChannel(project);
  const contact = await newContact(project);
  const conversation = await newConversation(project, channel, contact);
  const conversationId = conversation.id;
  const role = project.roles.operator;
  const input = { email: `${conversationId}@example.com`, name: 'Max', roleId: role.id };
  const { member } = succeeded(await project.run((work) => createMember(work, input)));
  const max = memberActor(member, 'Max', role.permissions);
  const stored = () => project.run((work) => work.conversations.get(conversationId));
  return { project, channel, contact, conversation, conversationId, max, member, stored };
}

describe('a member writes to the customer', () => {
  it('leaves one message for the channel to send, in his name, and marks the conversation as read', async () => {
    const { project, channel, contact, conversation, conversationId, stored } = await scene();
    const { message } = succeeded(await project.run((work) => writeMessage(work, { conversationId, message: hello })));
    expect(message).toMatchObject({
      conversationId,
      direction: 'out',
      status: 'queued',
      author: { kind: 'member', memberId: project.owner.id, name: 'Olga' },
      body: hello,
    });
    const outbox = await core.db.sql`select * from outbox where lane = ${conversation.lane}`;
    expect(outbox).toMatchObject([
      {
        message_id: message.id,
        channel_id: channel.id,
        chat_key: conversation.chatKey,
        urgency: 'reply',
        status: 'queued',
      },
    ]);
    expect(await stored()).toMatchObject({ unread: 0, lastMessageText: 'Hello, how can I help?' });
    const events = await eventsOf(core, { contactId: contact.id });
    expect(events.at(-1)).toMatchObject({ kind: 'message.sent', payload: { messageId: message.id, conversationId } });
  });

  it('D27: silences the bot for the project’s minutes, or until it is given back', async () => {
    const { project, conversationId, stored } = await scene();
    await project.run((work) => changeSettings(work, { settings: { botSilentMinutes: 10 } }));
    await project.run((work) => writeMessage(work, { conversationId, message: hello }));
    expect(await stored()).toMatchObject({
      speaker: 'human',
      speakerMemberId: project.owner.id,
      silentUntil: new Date(core.clock.now().getTime() + 600_000),
    });
    await project.run((work) => giveBack(work, { conversationId }));
    await project.run((work) => changeSettings(work, { settings: { botSilentMinutes: 0 } }));
    await project.run((work) => writeMessage(work, { conversationId, message: hello }));
    expect(await stored()).toMatchObject({ speaker: 'human', silentUntil: null });
  });

  it('sends one message for a request that is made twice, also at the same moment', async () => {
    const { project, conversation, conversationId } = await scene();
    const input = { conversationId, message: hello, key: 'request-1' };
    let runs = 0;
    const late = await project.run(async (work) => {
      runs += 1;
      const written = await writeMessage(work, input);
      if (runs === 1) await project.run((other) => writeMessage(other, input));
      return written;
    });
    const again = await project.run((work) => writeMessage(work, input));
    expect(succeeded(again).message.id).toBe(succeeded(late).message.id);
    const outbox = await core.db.sql`select 1 from outbox where lane = ${conversation.lane}`;
    expect(outbox).toHaveLength(1);
  });

  it('keeps the order in which things were written', async () => {
    const { project, conversation, conversationId } = await scene();
    const text = (text: string): OutgoingMessage => ({ body: { kind: 'text', text } });
    for (const one of ['a', 'b']) {
      await project.run((work) => writeMessage(work, { conversationId, message: text(one) }));
    }
    await project.run(async (work) => {
      await writeMessage(work, { conversationId, message: text('c') });
      await writeMessage(work, { conversationId, message: text('d') });
    });
    const rows = await core.db.sql`
      select message->'body'->>'text' as text from outbox where lane = ${conversation.lane} order by position`;
    expect(rows.map((row) => row.text).join('')).toBe('abcd');
  });

  it('is told at once when nothing can be delivered', async () => {
    const { project, channel, conversation, conversationId } = await scene();
    const write = () => project.run((work) => writeMessage(work, { conversationId, message: hello }));
    await project.run(async (work) => {
      await work.identities.get(conversation.identityId);
      work.identities.update(conversation.identityId, { unreachable: 'the customer blocked the bot' });
    });
    expect(await write()).toMatchObject({ kind: 'refused', why: 'unreachable' });
    await project.run((work) => changeChannel(work, { channelId: channel.id, patch: { enabled: false } }));
    expect(await write()).toMatchObject({ kind: 'refused', why: 'channel_off' });
    const outbox = await core.db.sql`select 1 from outbox where lane = ${conversation.lane}`;
    expect(outbox).toHaveLength(0);
  });

  it('says something, may do so, and only in his own project', async () => {
    const { project, conversationId } = await scene();
    const silent: OutgoingMessage = { body: { kind: 'text', text: ' ' } };
    const nothing = project.run((work) => writeMessage(work, { conversationId, message: silent }));
    await expect(nothing).rejects.toMatchObject({ code: 'bad_input' });
    const { operator } = builtInRoles;
    const viewer = memberActor(project.owner, 'V', { ...operator, sections: { ...operator.sections, inbox: 'view' } });
    const input = { conversationId, message: hello };
    await expect(project.run((work) => writeMessage(work, input), viewer)).rejects.toMatchObject({ code: 'forbidden' });
    const stranger = await newProject(core);
    await expect(stranger.run((work) => writeMessage(work, input))).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('D27: exactly one has the word', () => {
  it('a member takes it until he gives it back, and who did it is told', async () => {
    const { project, contact, conversationId, member, max, stored } = await scene();
    succeeded(await project.run((work) => takeOver(work, { conversationId }), max));
    expect(await stored()).toMatchObject({ speaker: 'human', speakerMemberId: member.id, silentUntil: null });
    await project.run((work) => giveBack(work, { conversationId }), max);
    expect(await stored()).toMatchObject({ speaker: 'bot', speakerMemberId: null, silentUntil: null });
    expect((await eventsOf(core, { contactId: contact.id })).slice(-2)).toMatchObject([
      { kind: 'conversation.handed_over', payload: { conversationId, to: { memberId: member.id, name: 'Max' } } },
      { kind: 'conversation.given_back', payload: { conversationId } },
    ]);
  });

  it('M10: the first wins, another sees who it was, and may still take it on purpose', async () => {
    const { project, conversationId, member, max, stored } = await scene();
    succeeded(await project.run((work) => takeOver(work, { conversationId }), max));
    succeeded(await project.run((work) => takeOver(work, { conversationId }), max));
    const second = await project.run((work) => takeOver(work, { conversationId }));
    expect(second).toMatchObject({ kind: 'refused', why: 'taken', memberId: member.id, name: 'Max' });
    succeeded(await project.run((work) => takeOver(work, { conversationId, force: true })));
    expect(await stored()).toMatchObject({ speakerMemberId: project.owner.id });
  });

  it('a colleague’s sentence neither takes it away nor lets the bot back in', async () => {
    const { project, conversationId, member, max, stored } = await scene();
    await project.run((work) => takeOver(work, { conversationId }), max);
    await project.run((work) => writeMessage(work, { conversationId, message: hello }));
    expect(await stored()).toMatchObject({ speaker: 'human', speakerMemberId: member.id, silentUntil: null });
  });

  it('it is free again when the minutes after a message are over', async () => {
    const { project, conversationId, max } = await scene();
    await project.run((work) => writeMessage(work, { conversationId, message: hello }), max);
    expect(await project.run((work) => takeOver(work, { conversationId }))).toMatchObject({ why: 'taken' });
    core.clock.advance(31 * 60_000);
    succeeded(await project.run((work) => takeOver(work, { conversationId })));
  });

  it('reading marks as read, and says so once', async () => {
    const { project, contact, conversationId, stored } = await scene();
    for (let look = 0; look < 2; look++) await project.run((work) => markRead(work, { conversationId }));
    expect((await stored()).unread).toBe(0);
    const events = await eventsOf(core, { contactId: contact.id });
    expect(events.filter((event) => event.kind === 'conversation.changed')).toHaveLength(1);
  });
});
