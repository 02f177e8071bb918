import { findBlockKind } from '../blocks/blocks.ts';
import type { FieldKind } from '../blocks/fields.ts';
import { checkCondition } from '../conditions/check-condition.ts';
import { checkTextMatch } from '../conditions/check-text-match.ts';
import { conditionSchema } from '../conditions/condition.ts';
import { foldText } from '../conditions/fold-text.ts';
import { textMatchSchema } from '../conditions/text-match.ts';
import { checkExpression } from '../expressions/check-expression.ts';
import { checkTemplate } from '../expressions/check-template.ts';
import type { KnownChannel } from './check-channels.ts';
import type { KnownVariables } from './check-reads.ts';
import type { CompiledBlock, CompiledFlow } from './compile-flow.ts';
import { type MarkedSetting, markedSettings } from './marked-settings.ts';
import { type Problem, problem } from './problem.ts';

/** What exists in the project, named by id or by name. A list that is left out is not checked against. */
export interface KnownThings {
  pipelines?: readonly (Named & { stages: readonly Named[] })[];
  members?: readonly (Named & { email?: string })[];
  flows?: readonly Named[];
  /** Without it only a run's own values are looked at. */
  variables?: KnownVariables;
  channels?: readonly KnownChannel[];
}

interface Named {
  id: string;
  name: string;
}

interface Checked {
  flow: CompiledFlow;
  block: CompiledBlock;
  settings: unknown;
  known: KnownThings;
}

/** What is wrong inside a block: expressions that cannot be read, things that do not exist. */
export function checkSettings(checked: Checked): Problem[] {
  const schema = findBlockKind(checked.block.type)?.settings;
  if (!schema) return [];
  const marked = markedSettings(schema, checked.settings);
  return marked.flatMap((setting) => checks[setting.kind]?.(setting, { ...checked, marked }) ?? []);
}

type Check = (setting: MarkedSetting, checked: Checked & { marked: MarkedSetting[] }) => Problem[];

const checks: Partial<Record<FieldKind, Check>> = {
  template: (setting, { block }) => {
    const check = typeof setting.value === 'string' ? checkTemplate(setting.value) : undefined;
    return check && !check.ok ? [at(block, setting, 'error', 'bad_template', check.message)] : [];
  },
  expression: (setting, { block }) => {
    const check = typeof setting.value === 'string' ? checkExpression(setting.value) : undefined;
    return check && !check.ok ? [at(block, setting, 'error', 'bad_expression', check.message)] : [];
  },
  text_match: (setting, { block }) => {
    const match = textMatchSchema.safeParse(setting.value).data;
    const found = match ? checkTextMatch(match) : [];
    return found.map((message) => at(block, setting, 'error', 'bad_match', message));
  },
  condition: (setting, { block }) => {
    const condition = conditionSchema.safeParse(setting.value).data;
    const found = condition ? checkCondition(condition).problems : [];
    return found.map((message) => at(block, setting, 'error', 'bad_condition', message));
  },
  pipeline: (setting, { block, known }) => {
    if (!known.pipelines || named(known.pipelines, setting.value)) return [];
    return [at(block, setting, 'error', 'unknown_pipeline', `There is no pipeline "${setting.value}"`)];
  },
  stage: (setting, { block, known, marked }) => {
    if (!known.pipelines) return [];
    const beside = marked.find(({ kind, path }) => kind === 'pipeline' && isBeside(path, setting.path));
    const pipelines = known.pipelines.filter((one) => !beside || isNamed(one, beside.value));
    // An unknown pipeline is a problem of its own.
    if (pipelines.length === 0 || pipelines.some(({ stages }) => named(stages, setting.value))) return [];
    const where = beside ? ` in "${beside.value}"` : '';
    return [at(block, setting, 'error', 'unknown_stage', `There is no stage "${setting.value}"${where}`)];
  },
  member: (setting, { block, known }) => {
    if (!known.members || known.members.some((one) => isNamed(one, setting.value) || one.email === setting.value))
      return [];
    return [at(block, setting, 'error', 'unknown_member', `There is no member "${setting.value}"`)];
  },
  flow: (setting, { flow, block, known }) => {
    if (!known.flows || named([...known.flows, { id: '', name: flow.name }], setting.value)) return [];
    return [at(block, setting, 'error', 'unknown_flow', `There is no flow "${setting.value}"`)];
  },
  block: (setting, { flow, block, marked }) => {
    const isElsewhere = marked.some(({ kind, path }) => kind === 'flow' && isBeside(path, setting.path));
    if (isElsewhere || (typeof setting.value === 'string' && flow.blocks.has(setting.value))) return [];
    return [at(block, setting, 'error', 'unknown_block', `There is no block "${setting.value}"`)];
  },
};

function at(
  { id }: CompiledBlock,
  { path, value }: MarkedSetting,
  severity: Problem['severity'],
  code: Problem['code'],
  message: string,
): Problem {
  const where = path.join('.');
  return problem(id, severity, code, `${where}: ${message}`, {
    where,
    why: message,
    ...(typeof value === 'string' && { name: value }),
  });
}

function isBeside(a: MarkedSetting['path'], b: MarkedSetting['path']): boolean {
  return a.length === b.length && a.slice(0, -1).every((key, index) => key === b[index]);
}

function named(things: readonly Named[], wanted: unknown): boolean {
  return things.some((thing) => isNamed(thing, wanted));
}

function isNamed({ id, name }: Named, wanted: unknown): boolean {
  return typeof wanted === 'string' && (id === wanted || foldText(name) === foldText(wanted));
}
