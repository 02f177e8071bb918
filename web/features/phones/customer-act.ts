/** What a customer can do on his phone. */
export type CustomerAct =
  | { kind: 'text'; text: string }
  | { kind: 'start'; payload?: string }
  | { kind: 'press'; token: string; option: number }
  | { kind: 'share_contact' }
  | { kind: 'photo' };
