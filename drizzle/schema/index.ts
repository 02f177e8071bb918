export * from './conversations.ts';
export * from './crm.ts';
export * from './fields.ts';
export * from './files.ts';
export * from './flows.ts';
export * from './people.ts';
export * from './projects.ts';
export * from './views.ts';
