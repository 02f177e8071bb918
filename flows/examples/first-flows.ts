import { readExample } from './read-example.ts';

export interface FirstFlow {
  id: string;
  name: string;
  /** What it does, in a sentence. */
  description: string;
  text: string;
}

/** Flows to begin with: they name no stage and no member, so they run in any project. */
export function firstFlows(locale: 'ru' | 'en'): FirstFlow[] {
  return ['request', 'questions'].map((id) => {
    const text = readExample(`${id}.${locale}.yaml`);
    const [, description = ''] = /^# (.+)$/m.exec(text) ?? [];
    const [, name = id] = /^name: (.+)$/m.exec(text) ?? [];
    return { id, name, description, text };
  });
}
