import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { type Restriction, restrictions } from './members/permissions.ts';

/*
 * Whatever writes through a `Work` either demands a policy of its actor, or reaches its rows only through a command that
 * does, or is named here with the reason why it needs none. A new command cannot be forgotten.
 */

/** Pieces that commands are made of, and what happens without a person asking for it. */
const needNone: Record<string, string> = {
  acceptInvitation: 'whoever holds the link takes the seat',
  intakeDeal: 'a customer wrote',
  notifyMembers: 'asked for by flows and by Voronka itself',
  tellTask: 'a task is due',
  tellAssignee: 'follows from a task’s command',
  queueMessage: 'piece of writing to a customer; flows speak by it',
  enterStage: 'piece of moving, accepting and creating deals',
  insertDeal: 'piece of creating deals',
  recordVisit: 'piece of moving deals',
  forgetVisits: 'piece of deleting deals',
  moveDealsAlong: 'piece of deleting stages and pipelines',
  removeStage: 'piece of deleting stages, planned with a demand',
  forgetTarget: 'piece of deleting stages',
  issueInvitation: 'piece of inviting',
  newSeat: 'piece of inviting',
  settlePeople: 'piece of linking contacts',
  takeFields: 'piece of linking contacts',
  giveBackFields: 'piece of unlinking contacts',
  settleItem: 'piece of mass actions',
  takeBack: 'piece of undoing an import',
};

const root = import.meta.dirname;
const functions = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('work'))
  .flatMap((file) => takersOfWork(file));

interface Writer {
  name: string;
  file: string;
  calls: Set<string>;
  exported: boolean;
  writes: boolean;
}

/** Functions of a module that take a `Work` and write through it, with the names of what they call, helpers included. */
function takersOfWork(file: string): Writer[] {
  const text = readFileSync(join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) => {
    if (!ts.isFunctionDeclaration(statement) || !statement.name || !statement.body) return [];
    const [first] = statement.parameters;
    if (first?.type?.getText(source) !== 'Work') return [];
    const calls = new Set<string>();
    let writes = false;
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) {
        const called = node.expression.getText(source);
        calls.add(called);
        if (/^work\.(\w+\.(insert|update|remove|discard)|emit)$/.test(called)) writes = true;
      }
      ts.forEachChild(node, visit);
    };
    visit(statement.body);
    const exported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
    return [{ name: statement.name.text, file, calls, exported, writes }];
  });
}

/** A helper is looked for in its own file first: names repeat. */
function find(name: string, file: string) {
  return (
    functions.find((one) => one.name === name && one.file === file) ??
    functions.find((one) => one.name === name && one.exported)
  );
}

function reaches(writer: Writer, wanted: (one: Writer) => boolean): boolean {
  const seen = new Set<Writer>();
  const left = [writer];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    if (seen.has(one)) continue;
    if (wanted(one)) return true;
    seen.add(one);
    for (const name of one.calls) {
      const called = find(name, one.file);
      if (called) left.push(called);
    }
  }
  return false;
}

const demands = ({ calls }: Writer) => [...calls].some((name) => /^demand(?!Unrestricted)/.test(name));
const writers = functions.filter((one) => one.exported && reaches(one, ({ writes }) => writes));

test('D30: every command demands a policy, or is known to need none', () => {
  expect(writers.length).toBeGreaterThan(50);
  const open = writers.filter((one) => !reaches(one, demands)).map((one) => one.name);
  expect(open.sort()).toEqual(Object.keys(needNone).sort());
});

test('D30: every switch of a role is asked for by some command or query', () => {
  const sources = ['crm-core', 'api'].flatMap((folder) => {
    const place = join(root, '..', folder);
    return readdirSync(place, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(place, file), 'utf8'));
  });
  const asked = (restriction: Restriction) =>
    sources.some((text) => new RegExp(`(demandUnrestricted|isRestricted)\\([^)]*'${restriction}'`).test(text));
  expect(restrictions.filter((restriction) => !asked(restriction))).toEqual([]);
});
