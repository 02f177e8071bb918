/** What a question can ask for. */
export const questionKinds = ['text', 'number', 'phone', 'email', 'date', 'choice', 'location', 'file'] as const;
export type QuestionKind = (typeof questionKinds)[number];
