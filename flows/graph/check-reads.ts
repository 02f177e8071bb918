import { findBlockKind } from '../blocks/blocks.ts';
import { checkCondition } from '../conditions/check-condition.ts';
import { conditionSchema } from '../conditions/condition.ts';
import { textMatchSchema } from '../conditions/text-match.ts';
import { checkExpression } from '../expressions/check-expression.ts';
import { checkTemplate } from '../expressions/check-template.ts';
import type { CompiledFlow } from './compile-flow.ts';
import type { FlowDocument } from './flow-document.ts';
import { type MarkedSetting, markedSettings } from './marked-settings.ts';
import { type Problem, problem } from './problem.ts';

/** Names of variables that have values without this flow: custom fields, variables of the project, what other flows set. */
export interface KnownVariables {
  deal: readonly string[];
  contact: readonly string[];
  project: readonly string[];
}

/** What every deal and contact has, and what the engine itself puts into a run. */
const own = {
  deal: [
    'id',
    'name',
    'description',
    'amount',
    'currency',
    'status',
    'stage',
    'pipeline',
    'responsible',
    'tags',
    'created_at',
  ],
  contact: ['id', 'name', 'phone', 'email', 'tags', 'username', 'created_at'],
  project: ['name'],
  local: ['answer', 'message', 'payload', 'source', 'groups', 'event', 'http', 'error'],
};
const scopes = ['local', 'deal', 'contact', 'project'] as const;

/**
 * Variables that a block reads though no block on any way to it sets them (PRODUCT M5). A run's own values (`local`) begin
 * empty, so for them one way without a block that sets them is enough. By block, in the order of reading.
 */
export function checkReads(
  document: FlowDocument,
  flow: CompiledFlow,
  known: KnownVariables | undefined,
): Map<string, Problem[]> {
  const uses = usesOf(document, flow);
  const given = givenNames(known);
  const setters = blocksBy([...uses].map(([id, { sets }]) => [id, [...sets]]));
  const readers = blocksBy([...uses].map(([id, { reads }]) => [id, [...reads.keys()]]));
  const ways = new Ways(flow);
  const problems = new Map<string, Problem[]>();
  for (const [name, ids] of readers) {
    const spelled = spellingsOf(name);
    if (spelled.some((one) => given.has(one)) || (known === undefined && !name.startsWith('local.'))) continue;
    const by = spelled.flatMap((one) => setters.get(one) ?? []);
    const isUnset = name.startsWith('local.') ? ways.reachedWithout(by) : ways.notBehind(by);
    for (const id of ids.filter(isUnset)) {
      const where = uses.get(id)?.reads.get(name) ?? '';
      const message = `${where}: nothing sets ${name} before it is read here`;
      const found = problems.get(id) ?? [];
      problems.set(id, [...found, problem(id, 'warning', 'unset_variable', message, { name, where })]);
    }
  }
  return problems;
}

/** Variables of deals and contacts that a flow sets, as `deal.size`. */
export function variablesSetBy(document: FlowDocument): string[] {
  return document.blocks.flatMap(({ type, settings }) => {
    const schema = findBlockKind(type)?.settings;
    return schema
      ? markedSettings(schema, settings).flatMap(({ kind, value }) => (kind === 'variable' ? String(value) : []))
      : [];
  });
}

interface Uses {
  sets: ReadonlySet<string>;
  /** What it reads before it has set it itself, and in which setting. */
  reads: ReadonlyMap<string, string>;
}

function usesOf({ blocks }: FlowDocument, flow: CompiledFlow): Map<string, Uses> {
  const uses = new Map<string, Uses>();
  for (const { id, type, settings } of blocks) {
    const schema = findBlockKind(type)?.settings;
    if (schema && flow.blocks.has(id)) uses.set(id, usesIn(markedSettings(schema, settings)));
  }
  return uses;
}

function usesIn(marked: readonly MarkedSetting[]): Uses {
  const sets = new Set<string>();
  const reads = new Map<string, string>();
  let fresh: { name: string; path: MarkedSetting['path'] } | undefined;
  const settle = () => {
    if (fresh) sets.add(fresh.name);
    fresh = undefined;
  };
  for (const setting of marked) {
    if (setting.kind === 'variable') {
      settle();
      fresh = { name: String(setting.value), path: setting.path };
      continue;
    }
    // `deal.n = deal.n + 1` reads before it sets.
    if (fresh && !isBeside(fresh.path, setting.path)) settle();
    for (const path of readsOf(setting)) {
      const name = nameOf(path);
      if (name && !sets.has(name) && !reads.has(name)) reads.set(name, setting.path.join('.'));
    }
  }
  settle();
  return { sets, reads };
}

function readsOf({ kind, value }: MarkedSetting): string[] {
  switch (kind) {
    case 'template':
      return listed(typeof value === 'string' ? checkTemplate(value) : undefined);
    case 'expression':
      return listed(typeof value === 'string' ? checkExpression(value) : undefined);
    case 'condition': {
      const condition = conditionSchema.safeParse(value).data;
      return condition ? checkCondition(condition).reads : [];
    }
    case 'text_match': {
      const when = textMatchSchema.safeParse(value).data?.when;
      return when ? listed(checkExpression(when)) : [];
    }
    default:
      return [];
  }
}

function listed(check: ReturnType<typeof checkExpression> | undefined): string[] {
  return check?.ok ? check.reads : [];
}

/** `deal.size.width` reads `deal.size`; a scope as a whole names nothing. */
function nameOf(path: string): string | undefined {
  const [start = '', key] = path.split('.');
  if (!scopes.some((scope) => scope === start)) return start;
  return key === undefined || key === 'length' ? undefined : `${start}.${key}`;
}

/** A bare name is looked for in every scope. */
function spellingsOf(name: string): string[] {
  return name.includes('.') ? [name] : scopes.map((scope) => `${scope}.${name}`);
}

function givenNames(known: KnownVariables | undefined): Set<string> {
  return new Set(
    scopes.flatMap((scope) => {
      const declared = scope === 'local' ? [] : (known?.[scope] ?? []);
      return [...own[scope], ...declared].map((name) => `${scope}.${name}`);
    }),
  );
}

/** Block ids by what each of them names. */
function blocksBy(named: readonly [string, readonly string[]][]): Map<string, string[]> {
  const blocks = new Map<string, string[]>();
  for (const [id, names] of named) {
    for (const name of names) {
      const of = blocks.get(name);
      if (of) of.push(id);
      else blocks.set(name, [id]);
    }
  }
  return blocks;
}

/** The ways through a flow, by numbers of blocks: they are walked once for each variable. */
class Ways {
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #next: readonly (readonly number[])[];
  readonly #starts: readonly number[];
  readonly #calls: readonly number[];
  /** In which walk a block was met last, and in which it ends a way. */
  readonly #seen: Uint32Array;
  readonly #stop: Uint32Array;
  #round = 0;

  constructor({ blocks, listeners, entry }: CompiledFlow) {
    this.#seen = new Uint32Array(blocks.size);
    this.#stop = new Uint32Array(blocks.size);
    this.#numbers = new Map([...blocks.keys()].map((id, number) => [id, number]));
    this.#next = [...blocks.values()].map(({ to, bound: { leadsTo } }) =>
      this.#of(leadsTo === undefined ? [...to.values()] : [...to.values(), leadsTo]),
    );
    this.#starts = this.#of([...listeners.map(({ block }) => block.id), ...(entry ? [entry.id] : [])]);
    this.#calls = this.#of([...blocks.values()].filter(({ type }) => type === 'call').map(({ id }) => id));
  }

  /** Whether some way leads to a block on which none of these stands. What a called flow sets is not known. */
  reachedWithout(setters: readonly string[]): (id: string) => boolean {
    const seen = this.#walk(this.#starts, [...this.#of(setters), ...this.#calls]);
    return (id) => seen(this.#numbers.get(id) ?? -1);
  }

  /** Whether a block is behind none of these. */
  notBehind(setters: readonly string[]): (id: string) => boolean {
    if (setters.length === 0) return () => true;
    const seen = this.#walk(
      this.#of(setters).flatMap((number) => this.#next[number] ?? []),
      [],
    );
    return (id) => !seen(this.#numbers.get(id) ?? -1);
  }

  /** Good until the next walk: all of them mark the same lists. */
  #walk(from: readonly number[], stops: readonly number[]): (number: number) => boolean {
    this.#round += 1;
    const [seen, stop, round] = [this.#seen, this.#stop, this.#round];
    for (const number of stops) stop[number] = round;
    const left = [...from];
    for (let at = left.pop(); at !== undefined; at = left.pop()) {
      if (seen[at] === round) continue;
      seen[at] = round;
      if (stop[at] === round) continue;
      for (const target of this.#next[at] ?? []) left.push(target);
    }
    return (number) => seen[number] === round;
  }

  #of(ids: readonly string[]): number[] {
    return ids.flatMap((id) => this.#numbers.get(id) ?? []);
  }
}

function isBeside(a: MarkedSetting['path'], b: MarkedSetting['path']): boolean {
  return a.length > 1 && a.length === b.length && a.slice(0, -1).every((key, index) => key === b[index]);
}
