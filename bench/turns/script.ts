/** What customers do and what they must hear, word for word. Every subject of the bench runs the same one. */
export interface Script {
  /** The nth dialogue; each customer has his own name and phone, so an answer meant for another is found out. */
  steps(dialogue: number): Step[];
  /** What the CRM must know when that dialogue is over. */
  lead(dialogue: number): Lead;
}

export interface Step {
  act: Act;
  expect: string;
}

export type Act = { kind: 'start' } | { kind: 'say'; text: string } | { kind: 'press'; label: string };

export interface Lead {
  name: string;
  phone: string;
  stage: string;
}

const needs = ['Apartment', 'House', 'Office'] as const;

/** `/start` → name → phone → one of three buttons → closing text. */
export const leadScript: Script = {
  steps(dialogue) {
    const { name, phone } = leadScript.lead(dialogue);
    const need = needs[dialogue % needs.length] ?? needs[0];
    return [
      { act: { kind: 'start' }, expect: 'Hello! What is your name?' },
      { act: { kind: 'say', text: name }, expect: `Nice to meet you, ${name}. What is your phone number?` },
      { act: { kind: 'say', text: phone }, expect: 'Thank you. What are you looking for?' },
      { act: { kind: 'press', label: need }, expect: `Thank you, ${name}! We will call ${phone} about: ${need}.` },
    ];
  },
  lead: (dialogue) => ({
    name: `Customer ${dialogue}`,
    phone: `+7999${String(dialogue).padStart(7, '0')}`,
    stage: 'Qualified',
  }),
};
