/** The house's rule (docs/architecture.md): imports only ever point down this list; `server` knows everybody, nobody imports it. */
const floors = ['server', 'web', 'api', 'webhooks', 'bot', 'flows', 'crm-core', 'queue', 'drizzle', 'kernel'];

const above = (floor) => `^(${floors.slice(0, floors.indexOf(floor)).join('|')})/`;

/** drizzle/schema may name the types of the documents that it stores; names of types are gone when the program runs. */
const upward = floors.slice(1).map((floor) => ({
  name: `${floor}-only-looks-down`,
  severity: 'error',
  from: { path: `^${floor}/`, pathNot: '\\.test\\.tsx?$' },
  to: { path: above(floor), ...(floor === 'drizzle' && { dependencyTypesNot: ['type-only'] }) },
}));

const pure = '^flows/(graph|expressions|conditions|blocks|engine)/';
const sdks = { grammy: 'bot/telegram', bullmq: 'queue/bullmq', ioredis: 'queue/bullmq' };

module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'bot-and-flows-never-meet', severity: 'error', from: { path: '^bot/' }, to: { path: '^flows/' } },
    {
      name: 'web-knows-only-the-contract',
      severity: 'error',
      from: { path: '^web/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: '^(api|webhooks|bot|flows|crm-core|queue|drizzle)/',
        pathNot: '^api/contract/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'a-web-feature-knows-no-other',
      severity: 'error',
      from: { path: '^web/features/([^/]+)/' },
      to: { path: '^web/features/([^/]+)/', pathNot: '^web/features/$1/' },
    },
    {
      name: 'flows-think-anywhere',
      comment: 'The builder runs these in the browser.',
      severity: 'error',
      from: { path: pure, pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'flows-think-without-storage',
      severity: 'error',
      from: { path: pure, pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(queue|drizzle|flows/runtime|crm-core/work|crm-core/config)/|^node_modules/(postgres|undici|drizzle-orm)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'a-block-knows-only-its-turn',
      severity: 'error',
      from: { path: '^flows/blocks/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^flows/(engine/(?!turn)|runtime)|^flows/blocks/([^/]+)/',
        pathNot: '^flows/blocks/$1/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'a-channel-knows-no-other',
      severity: 'error',
      from: { path: '^bot/(telegram|simulator|whatsapp|whatsapp-cloud)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^bot/', pathNot: '^bot/($1/|channel\\.ts|receive\\.ts)' },
    },
    ...Object.entries(sdks).map(([sdk, folder]) => ({
      name: `${sdk}-only-in-its-folder`,
      severity: 'error',
      from: { pathNot: `^(${folder}|test|bench)/` },
      to: { path: `^node_modules/${sdk}/` },
    })),
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: {
        path: '^(server|web|api|webhooks|bot|flows|crm-core|queue|drizzle|kernel)/',
        pathNot: '\\.test\\.tsx?$|^api/testing/|-contract\\.ts$',
      },
      to: { path: '^(test|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/|^bench/results' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
};
