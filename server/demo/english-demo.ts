import { russianDemo } from './russian-demo.ts';
export const englishDemo = { ...russianDemo, file: { ...russianDemo.file, project: { ...russianDemo.file.project, name: 'x' } } };
