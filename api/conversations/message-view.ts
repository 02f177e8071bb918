import type { MessageBody, OutgoingMessage, RichText } from '../../crm-core/conversations/message-body.ts';
import { textOf } from '../../crm-core/conversations/message-body.ts';
import type { Row } from '../../crm-core/work/tables.ts';
import type { MessageView } from '../contract/conversations.ts';

/** A message of either direction, in the one shape that a conversation shows. */
export function messageView(row: Row<'messages'>): MessageView {
  const { id, direction, author, status, error } = row;
  const { body, ...rest } = isOutgoing(row.body) ? row.body : { body: row.body };
  const choice = 'choice' in rest ? rest.choice : undefined;
  return {
    ...{ id, direction, author, status, error },
    text: textOf(body),
    ...contentOf(body),
    ...(choice && { buttons: choice.options.map(({ label, url }) => ({ label, ...(url !== undefined && { url }) })) }),
    edited: row.editedAt !== null,
    at: row.at.toISOString(),
  };
}

function isOutgoing(stored: MessageBody | OutgoingMessage): stored is OutgoingMessage {
  return 'body' in stored;
}

type Content = Pick<MessageView, 'entities' | 'media' | 'location' | 'unsupported' | 'pressed'>;

function contentOf(body: MessageBody): Content {
  switch (body.kind) {
    case 'text':
      return entitiesOf(body);
    case 'media': {
      const { fileName, handle } = body.ref;
      const url = /^https:\/\//.test(handle) ? { url: handle } : {};
      return { ...entitiesOf(body.caption), media: { kind: body.media, ...(fileName && { fileName }), ...url } };
    }
    case 'location':
      return { location: { latitude: body.latitude, longitude: body.longitude } };
    case 'unsupported':
      return { unsupported: body.providerKind };
    case 'choice':
      return { pressed: true };
    case 'contact_card':
      return {};
  }
}

function entitiesOf(text: RichText | undefined): Pick<MessageView, 'entities'> {
  return text?.entities?.length ? { entities: text.entities } : {};
}
