import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { pipelineSettings, stageRules } from '../../api/contract/pipelines.ts';
import { projectSettings } from '../../api/contract/projects.ts';
import { color, currency, permissions, shortText, variableName, variableValue } from '../../api/contract/values.ts';
import { AppError } from '../../kernel/errors.ts';

const stageInFile = stageRules.partial().extend({ name: shortText, color: color.optional() });
export type StageInFile = z.output<typeof stageInFile>;

/**
 * A project described by a file (`PROVISION`). Things are found by their names, e-mails and tokens, so applying the file
 * again changes only what the file says differently. What the file does not name is left alone.
 */
export const provisionFile = z.strictObject({
  project: z.strictObject({
    name: shortText,
    locale: z.enum(['ru', 'en']).default('en'),
    timeZone: z.string().optional(),
    country: z.string().optional(),
    settings: projectSettings.omit({ intake: true, locale: true, timeZone: true, country: true }).partial().optional(),
    variables: z.record(variableName, variableValue).optional(),
  }),
  /** The first is the owner of a new project. Without members, `owner@localhost` is made. */
  members: z
    .array(
      z.strictObject({
        email: z.email(),
        name: shortText,
        /** `administrator`, `editor`, `operator`, or the name of one of `roles`. Without it a new member is an administrator. */
        role: shortText.optional(),
        /** Set on first creation only; changing it here later changes nothing. */
        password: z.string().min(10).optional(),
      }),
    )
    .default([]),
  roles: z.array(z.strictObject({ name: shortText, permissions })).default([]),
  pipelines: z
    .array(
      z.strictObject({
        name: shortText,
        currency,
        stages: z.array(z.union([shortText.transform((name): StageInFile => ({ name })), stageInFile])).default([]),
        settings: pipelineSettings.partial().optional(),
      }),
    )
    .default([]),
  /** PRODUCT S7, D8. `pipeline` by name. */
  intake: z.strictObject({ acceptOnFirstStage: z.boolean(), pipeline: shortText.optional() }).optional(),
  channels: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('telegram'),
          name: shortText,
          token: z.string().regex(/^\d+:[\w-]+$/, 'must be a bot token such as 123456:ABC-DEF'),
          /** Messages a second that nobody asked for. */
          perSecond: z.number().positive().max(1000).optional(),
        }),
        z.strictObject({
          kind: z.literal('simulator'),
          name: shortText,
          imitates: z.enum(['telegram', 'whatsapp']).default('telegram'),
          phones: z
            .array(z.strictObject({ id: z.string().regex(/^[a-z0-9-]{1,40}$/), name: shortText, phone: z.string() }))
            .default([]),
        }),
      ]),
    )
    .default([]),
  /** A flow's text form, inline or in a file beside this one. Published when it differs from what is published. */
  flows: z.array(z.union([z.strictObject({ file: z.string() }), z.strictObject({ text: z.string() })])).default([]),
  apiKeys: z
    .array(
      z.strictObject({
        name: shortText,
        key: z.string().min(20),
        role: z.enum(['owner', 'administrator', 'editor', 'operator']).default('administrator'),
      }),
    )
    .default([]),
});

export type ProvisionFile = z.output<typeof provisionFile>;

/** The file as a value, with `${NAME}` replaced from the environment and flows' files read. Throws `bad_input` that names the place. */
export function readProvisionFile(path: string, env: Record<string, string | undefined>): ProvisionFile {
  const file = parseProvision(readText(path), env, path);
  const flows = file.flows.map((flow) =>
    'file' in flow ? { text: readText(resolve(dirname(path), flow.file)) } : flow,
  );
  return { ...file, flows };
}

export function parseProvision(text: string, env: Record<string, string | undefined>, name: string): ProvisionFile {
  let raw: unknown;
  try {
    raw = withEnvironment(parse(text), env);
  } catch (cause) {
    throw unreadable(name, cause instanceof Error ? cause.message : String(cause), cause);
  }
  const parsed = provisionFile.safeParse(raw);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`);
  throw unreadable(name, `\n${lines.join('\n')}`, parsed.error);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw unreadable(path, 'the file cannot be read', cause);
  }
}

function unreadable(name: string, why: string, cause: unknown): AppError {
  const message = `PROVISION ${name}: ${why}`;
  return new AppError('bad_input', { message, userMessage: message, cause });
}

/** Secrets need not stand in the file: `${TELEGRAM_TOKEN}` anywhere in a text is taken from the environment. */
function withEnvironment(value: unknown, env: Record<string, string | undefined>): unknown {
  if (typeof value === 'string') {
    return value.replace(/\$\{([A-Z][A-Z0-9_]*)\}/g, (_, name: string) => {
      const found = env[name];
      if (found === undefined) throw new Error(`the environment variable ${name} is not set`);
      return found;
    });
  }
  if (Array.isArray(value)) return value.map((item) => withEnvironment(item, env));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withEnvironment(item, env)]));
}
