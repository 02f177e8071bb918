import { createContact as create } from '../../crm-core/contacts/create-contact.ts';
import type { contacts } from '../contract/contacts.ts';
import { given } from '../http/given.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';
import { contactView } from './contact-view.ts';

export const createContact: Handler<typeof contacts.create> = async (call) =>
  contactView(await inWork(call, (work) => create(work, given(call.body))));
