import { analytics } from './analytics.ts';
import { audit } from './audit.ts';
import { channels, phones } from './channels.ts';
import { contacts } from './contacts.ts';
import { conversations } from './conversations.ts';
import { dealList } from './deal-list.ts';
import { board, deals } from './deals.ts';
import { exports } from './exports.ts';
import { fields } from './fields.ts';
import { files } from './files.ts';
import { flows } from './flows.ts';
import { imports } from './imports.ts';
import { invitations, members, roles } from './members.ts';
import { notifications } from './notifications.ts';
import { personalData } from './personal-data.ts';
import { pipelines } from './pipelines.ts';
import { projects } from './projects.ts';
import { session } from './session.ts';
import { notes, tasks } from './tasks.ts';
import { views } from './views.ts';

/** Every operation of the HTTP API. The server mounts this list; an operation that is not in it does not exist. */
export const api = {
  session,
  projects,
  pipelines,
  fields,
  board,
  deals: { ...deals, ...dealList },
  views,
  tasks,
  notes,
  files,
  contacts,
  conversations,
  channels,
  phones,
  flows,
  imports,
  exports,
  personalData,
  notifications,
  members,
  roles,
  invitations,
  audit,
  analytics,
};
