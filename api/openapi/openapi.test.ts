import { describe, expect, test } from 'vitest';
import { operations } from '../testing/sample-calls.ts';
import { docsPage } from './docs-page.ts';
import { openApiDocument } from './openapi-document.ts';

const document = openApiDocument('1.2.3');
const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe('D32: the document', () => {
  test('describes every operation of the contract once, and the live stream', () => {
    const names = documented.map(({ operation }) => operation.operationId).sort();
    expect(names).toEqual([...operations.map((operation) => operation.name), 'projects.live'].sort());
  });

  test('names every parameter of every path, and no others', () => {
    for (const { path, operation } of documented) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
      const named = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(named.map((parameter) => parameter.name).sort(), path).toEqual(inPath);
      expect(
        named.every((parameter) => parameter.required),
        path,
      ).toBe(true);
    }
  });

  test('has no reference that leads nowhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(references.length).toBeGreaterThan(100);
    for (const reference of new Set(references)) {
      const target = reference
        .slice(2)
        .split('/')
        .reduce<unknown>((value, key) => Object(value)[key], document);
      expect(target, reference).toBeTypeOf('object');
    }
  });

  test('gives a body to whatever takes one, an answer to all, and errors with one shape', () => {
    for (const { operation } of documented) {
      const spec = operations.find((one) => one.name === operation.operationId);
      expect(operation.requestBody !== undefined, operation.operationId).toBe(spec?.body !== undefined);
      expect(operation.responses['200'], operation.operationId).toHaveProperty('content');
      expect(operation.summary, operation.operationId).not.toBe('');
    }
    expect(document.components.responses.not_found).toMatchObject({
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    });
  });

  test('says who may call: anybody, users, or members and keys', () => {
    const security = (name: string) =>
      documented.find(({ operation }) => operation.operationId === name)?.operation.security;
    expect(security('session.signIn')).toEqual([]);
    expect(security('session.me')).toEqual([{ session: [] }]);
    expect(security('deals.move')).toEqual([{ apiKey: [] }, { session: [] }]);
    expect(Object.keys(document.components.securitySchemes).sort()).toEqual(['apiKey', 'session']);
  });

  test('writes numbers of a query as numbers, and ids as texts', () => {
    const page = documented.find(({ operation }) => operation.operationId === 'board.page');
    const limit = page?.operation.parameters.find((parameter) => parameter.name === 'limit');
    expect(limit).toMatchObject({ required: false, schema: { type: 'integer', maximum: 500 } });
    expect(page?.operation.parameters[0]).toMatchObject({
      name: 'projectId',
      schema: { type: 'string', description: 'Id of a project' },
    });
  });
});

describe('the page at /api/docs', () => {
  const page = docsPage(document);

  test('shows every operation with a request to copy', () => {
    for (const { operation, method, path } of documented) {
      expect(page).toContain(`id="${operation.operationId}"`);
      expect(page).toContain(
        `curl -X ${method.toUpperCase()} &#39;https://your-voronka.example/api${path.replace(/\{(\w+)\}/g, '&#60;$1&#62;')}&#39;`,
      );
    }
  });

  test('runs nothing and loads nothing from elsewhere', () => {
    expect(page).not.toMatch(/<script|\son\w+=|style=/);
    const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(loaded.filter((address) => !address.startsWith('#') && !address.startsWith('/api/'))).toEqual([]);
  });

  test('has a place for every link within it', () => {
    const places = new Set([...page.matchAll(/id="([^"]+)"/g)].map((match) => match[1]));
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(places, target).toContain(target);
  });
});
