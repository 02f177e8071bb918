import type { Chat, Contact, Message, User } from 'grammy/types';
import { type Fields, fieldsOf, idIn, textIn } from './fields.ts';

interface SharedContact {
  /** Digits with a leading plus where the number is readable, else the text as it came. */
  phone: string;
  name: string;
  /** The sender's own number, attested by Telegram (PRODUCT D16). */
  verified: boolean;
}

/**
 * Telegram fills `contact.user_id` itself, whatever the sender's app claims
 * (https://github.com/tdlib/td/issues/2575), so an own, unforwarded contact in a private chat attests the phone.
 * Somebody else's card is only that; its vCard is never read.
 */
export function parseContact(message: Fields<Message>): SharedContact | undefined {
  const contact = fieldsOf<Contact>(message.contact);
  if (!contact) return undefined;
  const given = textIn(contact.phone_number) ?? '';
  const digits = /^\+?(\d{7,15})$/.exec(given)?.[1];
  const name = [textIn(contact.first_name), textIn(contact.last_name)].filter((part) => part !== undefined).join(' ');
  return {
    phone: digits === undefined ? given : `+${digits}`,
    name,
    verified: digits !== undefined && isOwn(contact, message),
  };
}

function isOwn(contact: Fields<Contact>, message: Fields<Message>): boolean {
  const owner = idIn(contact.user_id);
  return (
    owner !== undefined &&
    owner === idIn(fieldsOf<User>(message.from)?.id) &&
    fieldsOf<Chat>(message.chat)?.type === 'private' &&
    !message.forward_origin &&
    !message.via_bot
  );
}
