import type { JsonSchema } from './openapi-document.ts';

/** A JSON schema as short as TypeScript writes it; `→Name` stands for another schema of the document. */
export function schemaText(schema: JsonSchema, indent = ''): string {
  if (typeof schema.$ref === 'string') return `→${schema.$ref.split('/').at(-1)}`;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const variants = schemaList(schema.anyOf ?? schema.oneOf);
  if (variants.length > 0) return variants.map((one) => schemaText(one, indent)).join(' | ');
  switch (schema.type) {
    case 'object':
      return objectText(schema, indent);
    case 'array':
      return `(${schemaText(asSchema(schema.items), indent)})[]`;
    default:
      return [schema.type ?? 'any', ...remarks(schema)].join(' ');
  }
}

function objectText(schema: JsonSchema, indent: string): string {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const deeper = `${indent}  `;
  const lines = Object.entries(asSchema(schema.properties)).map(
    ([name, value]) => `${deeper}${name}${required.has(name) ? '' : '?'}: ${schemaText(asSchema(value), deeper)}`,
  );
  if (lines.length > 0) return `{\n${lines.join('\n')}\n${indent}}`;
  const values = asSchema(schema.additionalProperties);
  return Object.keys(values).length > 0 ? `{ [name]: ${schemaText(values, indent)} }` : '{}';
}

function remarks(schema: JsonSchema): string[] {
  const { format, description, maxLength, minimum, maximum } = schema;
  const range = [minimum, maximum].every((limit) => typeof limit === 'number' && Math.abs(limit) < 1e9);
  const notes = [
    format ?? description,
    maxLength === undefined ? undefined : `at most ${maxLength} characters`,
    range ? `${minimum} … ${maximum}` : undefined,
  ].filter((note) => note !== undefined);
  return notes.length > 0 ? [`(${notes.join(', ')})`] : [];
}

function schemaList(value: unknown): JsonSchema[] {
  return Array.isArray(value) ? value.map(asSchema) : [];
}

function asSchema(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
