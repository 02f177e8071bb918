import type { Database } from '../../drizzle/client.ts';
import type { CauseRecord } from '../../drizzle/schema/documents.ts';
import { type ContactId, type DealId, newId, type ProjectId } from '../../kernel/ids.ts';
import type { ProjectConfig } from '../config/project-config.ts';
import type { EventKind } from '../events/event-kind.ts';
import type { Actor } from './actor.ts';
import { type Change, Rows } from './rows.ts';
import type { Row, TableName } from './tables.ts';

/**
 * One transaction seen as a value (DESIGN §3). Commands load rows through it, decide in memory, and record changes and
 * events on it; `commitWork` writes everything in one statement. A row that somebody else changed meanwhile makes the
 * statement fail as a whole, and the work is run again from the start.
 */
export class Work {
  readonly db: Database;
  /** Who acts now. A turn changes it as it walks from block to block. */
  actor: Actor;
  readonly config: ProjectConfig;
  readonly now: Date;
  cause: CauseRecord = {};
  readonly #rows = new Map<TableName, Rows<TableName>>();

  constructor(options: { db: Database; config: ProjectConfig; actor: Actor; now: Date }) {
    this.db = options.db;
    this.config = options.config;
    this.actor = options.actor;
    this.now = options.now;
  }

  get projectId(): ProjectId {
    return this.config.project.id;
  }

  get projects() {
    return this.rows('projects');
  }
  get roles() {
    return this.rows('roles');
  }
  get members() {
    return this.rows('members');
  }
  get invitations() {
    return this.rows('invitations');
  }
  get apiKeys() {
    return this.rows('apiKeys');
  }
  get channels() {
    return this.rows('channels');
  }
  get people() {
    return this.rows('people');
  }
  get contacts() {
    return this.rows('contacts');
  }
  get identities() {
    return this.rows('identities');
  }
  get conversations() {
    return this.rows('conversations');
  }
  get messages() {
    return this.rows('messages');
  }
  get inbox() {
    return this.rows('inbox');
  }
  get arrivals() {
    return this.rows('arrivals');
  }
  get outbox() {
    return this.rows('outbox');
  }
  get timers() {
    return this.rows('timers');
  }
  get effects() {
    return this.rows('effects');
  }
  get turns() {
    return this.rows('turns');
  }
  get pipelines() {
    return this.rows('pipelines');
  }
  get stages() {
    return this.rows('stages');
  }
  get deals() {
    return this.rows('deals');
  }
  get stageVisits() {
    return this.rows('stageVisits');
  }
  get fields() {
    return this.rows('fields');
  }
  get events() {
    return this.rows('events');
  }
  get tasks() {
    return this.rows('tasks');
  }
  get notes() {
    return this.rows('notes');
  }
  get files() {
    return this.rows('files');
  }
  get notifications() {
    return this.rows('notifications');
  }
  get flows() {
    return this.rows('flows');
  }
  get flowVersions() {
    return this.rows('flowVersions');
  }
  get views() {
    return this.rows('views');
  }
  get massActions() {
    return this.rows('massActions');
  }
  get massItems() {
    return this.rows('massItems');
  }
  get imports() {
    return this.rows('imports');
  }
  get importRows() {
    return this.rows('importRows');
  }

  /** Tells the world what happened, in the same transaction (DESIGN §3): timeline, live updates, triggers read it. */
  emit(
    kind: EventKind,
    about: { dealId?: DealId | null; contactId?: ContactId | null },
    payload: Record<string, unknown> = {},
  ): Row<'events'> {
    return this.events.insert({
      id: newId('event'),
      projectId: this.projectId,
      kind,
      dealId: about.dealId ?? null,
      contactId: about.contactId ?? null,
      actor: this.actor.record,
      cause: this.cause,
      payload,
      at: this.now,
    });
  }

  /** Whatever turns keep in memory (settings, pipelines, flows, members, channels) was changed by this work. */
  touchConfig(): void {
    this.projects.seed([this.config.project]);
    const project = this.projects.peek(this.projectId) ?? this.config.project;
    this.projects.update(project.id, { configVersion: this.config.project.configVersion + 1 });
  }

  rows<Name extends TableName>(name: Name): Rows<Name> {
    let rows = this.#rows.get(name);
    if (!rows) {
      rows = new Rows<TableName>(name, this.db, this.config.project.id);
      this.#rows.set(name, rows);
    }
    // One map for all tables; the key is the proof of the type.
    return rows as unknown as Rows<Name>;
  }

  /** What this work changes in one table. Asking leaves no trace: most works touch few of the tables. */
  changesOf<Name extends TableName>(name: Name): Iterable<Change<Name>> {
    const rows = this.#rows.get(name);
    // As above: the key is the proof of the type.
    return rows ? (rows.changes.values() as Iterable<unknown> as Iterable<Change<Name>>) : [];
  }

  changes(name: TableName): boolean {
    return (this.#rows.get(name)?.changes.size ?? 0) > 0;
  }

  /** Tables with something to write. */
  changed(): [TableName, Rows<TableName>][] {
    return [...this.#rows].filter(([, rows]) => rows.changes.size > 0);
  }
}
