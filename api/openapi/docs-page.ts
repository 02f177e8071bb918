import type { DocumentedOperation, JsonSchema, OpenApiDocument } from './openapi-document.ts';
import { schemaExample } from './schema-example.ts';
import { schemaText } from './schema-text.ts';

/** The document as a page to read: operations by resource, each with a request to copy; then the schemas. */
export function docsPage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path: `/api${path}`, operation })),
  );
  const resolve = resolverOf(document);
  const sections = document.tags.map(
    ({ name }) => `<h2 id="${name}">${htmlText(name)}</h2>
${operations
  .filter((one) => one.operation.tags.includes(name))
  .map((one) => operationPart(one, resolve))
  .join('\n')}`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlText(document.info.title)} API</title>
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<nav aria-label="Resources">
${document.tags.map(({ name }) => `<a href="#${name}">${htmlText(name)}</a>`).join('\n')}
<a href="#schemas">schemas</a>
</nav>
<main>
<h1>${htmlText(document.info.title)} API ${htmlText(document.info.version)}</h1>
<p class="intro">${withCode(document.info.description)}</p>
<p><a href="/api/openapi.json">openapi.json</a></p>
${sections.join('\n')}
<h2 id="schemas">Schemas</h2>
${Object.entries(document.components.schemas).map(schemaPart).join('\n')}
</main>
</body>
</html>
`;
}

interface Listed {
  method: string;
  path: string;
  operation: DocumentedOperation;
}

type Resolve = (schema: JsonSchema) => JsonSchema;

/** Follows a reference into the document's schemas. */
function resolverOf({ components }: OpenApiDocument): Resolve {
  return (schema) => {
    const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
    return (name === undefined ? undefined : components.schemas[name]) ?? schema;
  };
}

function operationPart({ method, path, operation }: Listed, resolve: Resolve): string {
  const body = operation.requestBody?.content['application/json']?.schema;
  const takesFile = operation.requestBody?.content[fileType] !== undefined;
  const answersFile = answerContent(operation)[fileType] !== undefined;
  const answer = Object.values(answerContent(operation))[0]?.schema;
  const json = body && [`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(schemaExample(body, resolve))}'`];
  const sent = takesFile ? [`-H 'Content-Type: ${fileType}'`, '--data-binary @file'] : (json ?? []);
  const errors = Object.keys(operation.responses).filter((status) => status !== '200');
  return `<details id="${operation.operationId}">
<summary><span class="method ${method}">${method}</span><code>${htmlText(path)}</code><span class="about">${withCode(operation.summary)}</span></summary>
<div>
<p class="about">${withCode(operation.description)}</p>
${parametersPart(operation)}
${body ? `<h3>Body</h3>${schemaBlock(resolve(body))}` : ''}${takesFile ? `<h3>Body</h3>${file}` : ''}
${answer ? `<h3>Answer</h3>${answersFile ? file : schemaBlock(resolve(answer))}` : ''}
<h3>Errors</h3><p class="about">${errors.join(', ')}</p>
<h3>Try it</h3><pre class="request">${htmlText(curl({ method, path, operation }, sent))}</pre>
</div>
</details>`;
}

function answerContent({ responses }: DocumentedOperation): Record<string, { schema: JsonSchema }> {
  const done = responses['200'];
  return done && 'content' in done ? (done.content ?? {}) : {};
}

function parametersPart({ parameters }: DocumentedOperation): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(({ name, in: place, required, schema, content }) => {
    const about = `${place}${content ? ', JSON' : ''}${required ? '' : ', optional'}`;
    const shape = schemaHtml(schema ?? content['application/json']?.schema ?? {});
    return `<tr><td><code>${htmlText(name)}</code></td><td class="about">${about}</td><td><code>${shape}</code></td></tr>`;
  });
  return `<h3>Parameters</h3><table>${rows.join('')}</table>`;
}

function schemaPart([name, schema]: [string, JsonSchema]): string {
  return `<details id="schema-${name}"><summary><code>${htmlText(name)}</code></summary><div>${schemaBlock(schema)}</div></details>`;
}

function schemaBlock(schema: JsonSchema): string {
  return `<pre>${schemaHtml(schema)}</pre>`;
}

/** Names of other schemas become links to them. */
function schemaHtml(schema: JsonSchema): string {
  return htmlText(schemaText(schema)).replace(/→(\w+)/g, '<a href="#schema-$1">$1</a>');
}

const fileType = 'application/octet-stream';
const file = '<p class="about">A file, as it is.</p>';

function curl({ method, path, operation }: Listed, sent: string[]): string {
  const address = `https://your-voronka.example${path.replace(/\{(\w+)\}/g, '<$1>')}`;
  return [`curl -X ${method.toUpperCase()} '${address}'`, ...credentials(method, operation), ...sent].join(' \\\n  ');
}

function credentials(method: string, { security }: DocumentedOperation): string[] {
  if (security.some((scheme) => 'apiKey' in scheme)) return [`-H 'Authorization: Bearer vk_…'`];
  const cookie = security.length > 0 ? [`-b 'voronka=…'`] : [];
  return method === 'get' ? cookie : [...cookie, `-H 'X-Voronka-Client: curl'`, `-H 'Sec-Fetch-Site: same-origin'`];
}

/** Backquoted words of the contract's prose. */
function withCode(text: string): string {
  return htmlText(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function htmlText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
