import { z } from 'zod';
import type { ErrorCode } from '../../kernel/errors.ts';
import * as analytics from '../contract/analytics.ts';
import { api } from '../contract/api.ts';
import * as channels from '../contract/channels.ts';
import * as contacts from '../contract/contacts.ts';
import * as conversations from '../contract/conversations.ts';
import * as dealFilter from '../contract/deal-filter.ts';
import * as dealList from '../contract/deal-list.ts';
import * as deals from '../contract/deals.ts';
import * as files from '../contract/files.ts';
import * as flows from '../contract/flows.ts';
import * as live from '../contract/live.ts';
import * as notifications from '../contract/notifications.ts';
import { type Access, fileAnswer, fileBody, type Operation } from '../contract/operation.ts';
import * as pipelines from '../contract/pipelines.ts';
import * as projects from '../contract/projects.ts';
import * as session from '../contract/session.ts';
import * as tasks from '../contract/tasks.ts';
import * as values from '../contract/values.ts';
import * as views from '../contract/views.ts';
import { httpStatus, plainMessage } from '../http/http-status.ts';

/** As much of OpenAPI 3.1 as this document uses; its schemas are JSON Schema 2020-12. */
export interface OpenApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: {
    schemas: Record<string, JsonSchema>;
    securitySchemes: Record<string, object>;
    responses: Record<string, object>;
  };
}

export interface DocumentedOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  security: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, { description: string; content?: Content } | { $ref: string }>;
}

/** `content`: the value is written as JSON text. */
type Parameter = { name: string; in: 'path' | 'query'; required: boolean } & (
  | { schema: JsonSchema; content?: undefined }
  | { schema?: undefined; content: Content }
);

export type JsonSchema = { [key: string]: unknown };
type Content = Record<string, { schema: JsonSchema }>;

/** The whole contract as an OpenAPI document (PRODUCT D32). */
export function openApiDocument(version: string): OpenApiDocument {
  const operations = Object.values(api).flatMap((group): Operation[] => Object.values(group));
  const schemas = new Schemas(operations);
  const paths: OpenApiDocument['paths'] = {};
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: document(operation, schemas) };
  }
  paths['/projects/{projectId}/live'] = { get: liveOperation(schemas) };
  return {
    openapi: '3.1.0',
    info: { title: 'Voronka', version, description },
    servers: [{ url: '/api' }],
    tags: Object.keys(api).map((name) => ({ name })),
    paths,
    components: { schemas: { ...schemas.all(), Error: errorSchema }, securitySchemes, responses: errorResponses },
  };
}

const description = `Times are ISO 8601 with a zone, money is integer minor units of an ISO 4217 currency, ids are opaque.
Rules that refuse a change answer 200 with \`kind: "refused"\` and say why; whatever else goes wrong is an error with a code.
Programs send \`Authorization: Bearer vk_…\` with an API key of the project; browsers use their session cookie, and with it
the header \`X-Voronka-Client\` on everything that changes something.`;

const securitySchemes = {
  apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of the project, made in its settings.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'voronka',
    description: 'Set by signing in; over https `__Host-voronka`.',
  },
};

const errorSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'requestId'],
      properties: {
        code: { enum: Object.keys(httpStatus) },
        message: { type: 'string', description: 'May be shown to a person.' },
        details: {
          type: 'object',
          description: 'For programs; of `bad_input` the faulty paths, of `conflict` the present state.',
        },
        requestId: { type: 'string' },
      },
    },
  },
  examples: [{ error: { code: 'not_found', message: plainMessage.not_found, requestId: '4fh2k9x0qz7a' } }],
};

const documentedErrors: ErrorCode[] = [
  'bad_input',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'refused',
  'too_many_requests',
];

const errorResponses = Object.fromEntries(
  documentedErrors.map((code) => [
    code,
    { description: plainMessage[code], content: json({ $ref: '#/components/schemas/Error' }) },
  ]),
);

type Registry = z.core.$ZodRegistry<{ id: string }>;

/** One registry for what comes in and one for what goes out: an omitted default is right in the one and wrong in the other. */
class Schemas {
  readonly #bodies: Registry = z.registry<{ id: string }>();
  readonly #answers: Registry = z.registry<{ id: string }>();

  constructor(operations: Operation[]) {
    for (const [name, schema] of namedSchemas()) register(this.#answers, schema, name);
    // What contains itself needs a name wherever it occurs.
    register(this.#bodies, values.variableValue, 'VariableValue');
    register(this.#answers, values.variableValue, 'VariableValue');
    for (const { name, body, response } of operations) {
      if (body && body !== fileBody) register(this.#bodies, body, `${pascal(name)}Body`);
      if (response !== fileAnswer) register(this.#answers, response, `${pascal(name)}Answer`);
    }
  }

  all(): Record<string, JsonSchema> {
    return { ...toJsonSchemas(this.#bodies, 'input'), ...toJsonSchemas(this.#answers, 'output') };
  }

  body(schema: z.ZodType): Content {
    return schema === fileBody ? bytes : json({ $ref: uriOf(this.#bodies.get(schema)?.id ?? '') });
  }

  answer(schema: z.ZodType): Content {
    return schema === fileAnswer ? bytes : json({ $ref: uriOf(this.#answers.get(schema)?.id ?? '') });
  }
}

/** Schemas that the contract exports by name keep it: `dealCard` is `DealCard` wherever it occurs. */
function namedSchemas(): (readonly [string, z.ZodType])[] {
  const modules = [
    ...[values, dealFilter, deals, dealList, views, tasks, pipelines, projects, contacts],
    ...[conversations, channels, files, flows, notifications, session, live, analytics],
  ];
  return modules.flatMap((module) =>
    Object.entries(module).flatMap(([name, value]) =>
      value instanceof z.ZodObject || value instanceof z.ZodDiscriminatedUnion ? [[pascal(name), value] as const] : [],
    ),
  );
}

function register(registry: Registry, schema: z.ZodType, id: string): void {
  if (!registry.has(schema)) registry.add(schema, { id });
}

function toJsonSchemas(registry: Registry, io: 'input' | 'output'): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(registry, { io, uri: uriOf, unrepresentable: 'any' });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $id, $schema, ...schema }]) => [id, schema]));
}

function uriOf(id: string): string {
  return `#/components/schemas/${id}`;
}

function document(operation: Operation, schemas: Schemas): DocumentedOperation {
  const { name, summary, access, body, params, query } = operation;
  return {
    operationId: name,
    tags: [name.split('.')[0] ?? ''],
    summary: summary.replace(numbers, ''),
    description: needs(access),
    security: securityOf(access),
    parameters: [...parametersOf(params, 'path'), ...parametersOf(query, 'query')],
    ...(body && { requestBody: { required: true, content: schemas.body(body) } }),
    responses: {
      200: { description: 'Done.', content: schemas.answer(operation.response) },
      ...errorsOf(operation),
    },
  };
}

/** Our own numbers of behaviours mean nothing to a reader of the API: ` (PRODUCT S10)`, ` (D4)`. */
const numbers = / \((?:PRODUCT )?[SDM]\d+(?:, [SDM]\d+)*\)/g;

function needs(access: Access): string {
  switch (access.kind) {
    case 'public':
      return 'For anybody.';
    case 'user':
      return 'For whoever is signed in.';
    case 'seat':
      return 'For every member and API key of the project.';
    case 'member':
      return [
        `For members and API keys that may ${access.level} the section \`${access.section}\`.`,
        ...(access.or ?? []).map((one) => `The section \`${one.section}\` (${one.level}) lets in too.`),
        ...(access.also ?? []).map((one) => `It may take to ${one.level} \`${one.section}\` too.`),
        ...access.honours.map((one) => `Roles with the switch \`${one}\` are refused, or see less.`),
      ].join(' ');
  }
}

function securityOf(access: Access): Record<string, string[]>[] {
  switch (access.kind) {
    case 'public':
      return [];
    case 'user':
      return [{ session: [] }];
    case 'seat':
    case 'member':
      return [{ apiKey: [] }, { session: [] }];
  }
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): DocumentedOperation['parameters'] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).map(([name, value]) => {
    const { $schema, ...json } = z.toJSONSchema(value, { io: 'output', unrepresentable: 'any' });
    const about = { name, in: place, required: place === 'path' || !isOptional(value) };
    return json.type === 'object'
      ? { ...about, content: { 'application/json': { schema: json } } }
      : { ...about, schema: json };
  });
}

function isOptional(schema: unknown): boolean {
  return schema instanceof z.ZodOptional;
}

function errorsOf({ access, method }: Operation): DocumentedOperation['responses'] {
  const codes: ErrorCode[] = [
    'bad_input',
    ...(access.kind === 'public'
      ? (['unauthenticated', 'too_many_requests'] as const)
      : (['unauthenticated'] as const)),
    ...(access.kind === 'member' ? (['forbidden', 'not_found'] as const) : []),
    ...(access.kind === 'seat' ? (['not_found'] as const) : []),
    ...((access.kind === 'member' || access.kind === 'seat') && method !== 'GET'
      ? (['conflict', 'refused'] as const)
      : []),
  ];
  return Object.fromEntries(codes.map((code) => [httpStatus[code], { $ref: `#/components/responses/${code}` }]));
}

function liveOperation(schemas: Schemas): DocumentedOperation {
  return {
    operationId: 'projects.live',
    tags: ['projects'],
    summary: 'What changes, as server-sent events. Each `data` names what to ask for anew.',
    description: 'For members and API keys of the project. After a reconnect ask for everything that is shown.',
    security: securityOf({ kind: 'user' }).concat({ apiKey: [] }),
    parameters: parametersOf(values.projectParams, 'path'),
    responses: {
      200: { description: 'A stream.', content: eventStream(schemas.answer(live.liveChange)) },
      401: { $ref: '#/components/responses/unauthenticated' },
      404: { $ref: '#/components/responses/not_found' },
    },
  };
}

const bytes: Content = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

function eventStream(content: Content): Content {
  return { 'text/event-stream': { schema: content['application/json']?.schema ?? {} } };
}

function json(schema: JsonSchema): Content {
  return { 'application/json': { schema } };
}

/** `deals.acceptAll` → `DealsAcceptAll`. */
function pascal(name: string): string {
  return name.replace(/(^|\.)(\w)/g, (_, _dot, letter: string) => letter.toUpperCase());
}
