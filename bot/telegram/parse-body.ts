import type { Document, Location, Message, MessageEntity, PhotoSize, User, Venue } from 'grammy/types';
import type {
  MediaKind,
  MediaRef,
  MessageBody,
  RichText,
  TextEntity,
} from '../../crm-core/conversations/message-body.ts';
import { type Fields, fieldsOf, idIn, numberIn, textIn } from './fields.ts';

/** What a message says. A kind that we do not know is named, so that a person can see that something came. */
export function parseBody(message: Fields<Message>): MessageBody {
  const text = textIn(message.text);
  if (text !== undefined) return { kind: 'text', ...richText(text, message.entities) };
  return parseMedia(message) ?? parseLocation(message) ?? { kind: 'unsupported', providerKind: contentKind(message) };
}

/** Notices that Telegram writes into a private chat by itself; nobody said them. */
export function serviceKind(message: Fields<Message>): string | undefined {
  return serviceFields.find((name) => message[name] !== undefined);
}

const serviceFields = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'write_access_allowed',
  'connected_website',
  'chat_background_set',
  'proximity_alert_triggered',
  'paid_message_price_changed',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
  'managed_bot_created',
  'poll_option_added',
  'poll_option_deleted',
] as const satisfies (keyof Message)[];

/** In this order: an animation repeats itself as a document, and a live photo as a photo, for older bots. */
const mediaFields = [
  ['animation', 'animation'],
  ['photo', 'image'],
  ['video', 'video'],
  ['video_note', 'video_note'],
  ['voice', 'voice'],
  ['audio', 'audio'],
  ['sticker', 'sticker'],
  ['document', 'file'],
] as const satisfies [keyof Message, MediaKind][];

function parseMedia(message: Fields<Message>): MessageBody | undefined {
  for (const [name, media] of mediaFields) {
    const ref = mediaRef(name === 'photo' ? largest(message.photo) : message[name]);
    if (!ref) continue;
    const caption = textIn(message.caption);
    const groupKey = textIn(message.media_group_id);
    return {
      kind: 'media',
      media,
      ref,
      ...(caption !== undefined && { caption: richText(caption, message.caption_entities) }),
      ...(groupKey !== undefined && { groupKey }),
    };
  }
  return undefined;
}

/** `getFile` loses the name and the type of a file, so they are kept from here. */
function mediaRef(file: unknown): MediaRef | undefined {
  const fields = fieldsOf<Document>(file);
  const handle = textIn(fields?.file_id);
  if (!fields || handle === undefined) return undefined;
  const mime = textIn(fields.mime_type);
  const size = numberIn(fields.file_size);
  const fileName = textIn(fields.file_name);
  return {
    handle,
    ...(mime !== undefined && { mime }),
    ...(size !== undefined && { size }),
    ...(fileName !== undefined && { fileName }),
  };
}

function largest(photo: unknown): unknown {
  if (!Array.isArray(photo)) return undefined;
  const area = (size: unknown) => {
    const fields = fieldsOf<PhotoSize>(size);
    return (numberIn(fields?.width) ?? 0) * (numberIn(fields?.height) ?? 0);
  };
  return photo.reduce((best: unknown, size: unknown) => (area(size) >= area(best) ? size : best), undefined);
}

function parseLocation(message: Fields<Message>): MessageBody | undefined {
  const venue = fieldsOf<Venue>(message.venue);
  const place = fieldsOf<Location>(message.location ?? venue?.location);
  const latitude = numberIn(place?.latitude);
  const longitude = numberIn(place?.longitude);
  if (latitude === undefined || longitude === undefined) return undefined;
  const title = textIn(venue?.title);
  const address = textIn(venue?.address);
  return {
    kind: 'location',
    latitude,
    longitude,
    ...(title !== undefined && { title }),
    ...(address !== undefined && { address }),
  };
}

/** The envelope of a message; the first other field is its content. */
const envelope: ReadonlySet<string> = new Set<keyof Message>([
  'message_id',
  'message_thread_id',
  'is_topic_message',
  'direct_messages_topic',
  'from',
  'sender_chat',
  'sender_tag',
  'sender_boost_count',
  'date',
  'chat',
  'forward_origin',
  'is_automatic_forward',
  'reply_to_message',
  'external_reply',
  'quote',
  'reply_to_story',
  'reply_to_checklist_task_id',
  'reply_to_poll_option_id',
  'via_bot',
  'edit_date',
  'has_protected_content',
  'has_media_spoiler',
  'is_from_offline',
  'media_group_id',
  'author_signature',
  'paid_star_count',
  'entities',
  'link_preview_options',
  'effect_id',
  'caption',
  'caption_entities',
  'show_caption_above_media',
  'reply_markup',
]);

function contentKind(message: Fields<Message>): string {
  return (Object.keys(message).find((name) => !envelope.has(name)) ?? 'empty').slice(0, 64);
}

function richText(text: string, entities: unknown): RichText {
  const kept = Array.isArray(entities) ? entities.flatMap((entity) => parseEntity(entity, text) ?? []) : [];
  return kept.length > 0 ? { text, entities: kept } : { text };
}

const entityKinds: ReadonlyMap<unknown, TextEntity['kind']> = new Map<MessageEntity['type'], TextEntity['kind']>([
  ['bold', 'bold'],
  ['italic', 'italic'],
  ['underline', 'underline'],
  ['strikethrough', 'strikethrough'],
  ['spoiler', 'spoiler'],
  ['blockquote', 'quote'],
  ['expandable_blockquote', 'quote'],
  ['code', 'code'],
  ['pre', 'pre'],
  ['text_link', 'link'],
  ['text_mention', 'link'],
]);

/** Keeps formatting that a person chose; mentions, hashtags and bare addresses are readable in the text itself. */
function parseEntity(entity: unknown, text: string): TextEntity | undefined {
  const fields = fieldsOf<MessageEntity.TextLinkMessageEntity & { user: User }>(entity);
  const kind = entityKinds.get(fields?.type);
  const offset = Number(idIn(fields?.offset));
  const length = Number(idIn(fields?.length));
  if (!fields || !kind || !(offset >= 0 && length > 0 && offset + length <= text.length)) return undefined;
  if (kind !== 'link') return { kind, offset, length };
  const user = idIn(fieldsOf<User>(fields.user)?.id);
  const url = user === undefined ? textIn(fields.url) : `tg://user?id=${user}`;
  return url !== undefined && /^(https?|tg|mailto|tel):/i.test(url) ? { kind, offset, length, url } : undefined;
}
