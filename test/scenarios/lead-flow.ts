/** `/start` → name → phone → one of three buttons → the deal moves → a last word. */
export const leadFlow = `
start: { on-message: { match: { kind: exact, alternatives: [/start] }, interrupts: true }, to: ask-name }
ask-name: { question: { text: 'Hello! What is your name?', save: contact.name }, to: ask-phone }
ask-phone: { question: { text: 'Your phone?', kind: phone, save: contact.phone, share: Share my number }, to: ask-need }
ask-need:
  question:
    text: What do you need?
    kind: choice
    options: [{ id: flat, label: Flat }, { id: house, label: House }, { id: office, label: Office }]
    save: deal.need
  to: move
move: { deal: { actions: [{ kind: move, stage: Talks }] }, to: thanks }
thanks: { message: { text: 'Thank you, {{ contact.name }}. {{ deal.need }}, {{ contact.phone }}.' } }
`;
