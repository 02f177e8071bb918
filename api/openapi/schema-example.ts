import type { JsonSchema } from './openapi-document.ts';

/** The least that a request has to say: required fields only, each with a value that shows what goes there. */
export function schemaExample(schema: JsonSchema, resolve: (schema: JsonSchema) => JsonSchema): unknown {
  const { type, properties, required, anyOf, oneOf, ...rest } = resolve(schema);
  const [first] = [anyOf, oneOf].flatMap((variants): JsonSchema[] => (Array.isArray(variants) ? variants : []));
  if (first) return schemaExample(first, resolve);
  if (rest.const !== undefined) return rest.const;
  if (Array.isArray(rest.enum)) return rest.enum[0];
  switch (type) {
    case 'object': {
      const names = new Set(Array.isArray(required) ? required : []);
      const fields = Object.entries(Object(properties)).filter(([name]) => names.has(name));
      return Object.fromEntries(fields.map(([name, value]) => [name, schemaExample(Object(value), resolve)]));
    }
    case 'array':
      return [];
    case 'integer':
    case 'number':
      return typeof rest.minimum === 'number' ? Math.max(rest.minimum, 0) : 0;
    case 'boolean':
      return true;
    default:
      return '…';
  }
}
