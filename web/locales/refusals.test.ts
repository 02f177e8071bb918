import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditKinds } from '../../crm-core/events/event-kind.ts';
import type { ProblemCode } from '../../flows/graph/problem.ts';

/*
 * The server says no in codes; people read it in their language. Every code that it can say is found in its sources, and
 * has to have a sentence in both.
 */

const root = join(import.meta.dirname, '../..');

function codes(folders: string[], pattern: RegExp): string[] {
  const found = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => [...readFileSync(join(root, folder, file), 'utf8').matchAll(pattern)])
      .flatMap((match) => match[1] ?? []),
  );
  return [...new Set(found)].sort();
}

function texts(language: string, namespace: string) {
  return JSON.parse(readFileSync(join(root, 'web/locales', language, `${namespace}.json`), 'utf8'));
}

const problems: Record<ProblemCode, true> = {
  no_start: true,
  unknown_target: true,
  unknown_port: true,
  unreachable: true,
  dead_end: true,
  endless_loop: true,
  lonely_loop: true,
  bad_expression: true,
  bad_template: true,
  bad_match: true,
  bad_condition: true,
  unknown_stage: true,
  unknown_pipeline: true,
  unknown_member: true,
  unknown_flow: true,
  unknown_block: true,
  unset_variable: true,
  too_many_buttons: true,
  long_button: true,
  window_closed: true,
};

describe.each(['ru', 'en'])('in %s', (language) => {
  test('every refusal of a rule has its sentence', () => {
    const refusals = codes(['crm-core', 'api'], /(?:refuse\(\s*|why: )'(\w+)'/g);
    expect(refusals.length).toBeGreaterThan(40);
    expect(refusals.filter((why) => !texts(language, 'ui').refused[why])).toEqual([]);
  });

  test('every problem of a flow has its sentence', () => {
    const known = texts(language, 'settings').flows.problem;
    expect([...Object.keys(problems), 'unreadable'].filter((code) => !known[code])).toEqual([]);
  });

  test('D30: every kind of the audit log and every change that commands tell has its sentence', () => {
    const { kind, event } = texts(language, 'audit');
    const names = auditKinds.map((one) => one.replace('.', '_'));
    expect(names.filter((name) => !kind[name] || !event[name])).toEqual([]);
    const told = codes(
      ['crm-core'],
      /emit\(\s*'(?:project|pipeline|field|flow|channel|member|role|api_key)\.changed',\s*\{\},\s*\{\s*change: '(\w+)'/g,
    );
    const sentences = Object.values<Record<string, string>>(event).flatMap((changes) => Object.keys(changes));
    expect(told.filter((change) => !sentences.includes(change))).toEqual([]);
  });
});
