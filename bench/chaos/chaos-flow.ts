/** Each of the customers' messages does one thing that can be counted afterwards, and is answered with its own words. */
function flowText(callsUrl: string): string {
  return `
format: 1
name: Chaos
blocks:
  plain: { on-message: { match: { kind: regex, pattern: ^plain } }, to: said }
  task: { on-message: { match: { kind: regex, pattern: ^task } }, to: make-task }
  make-task: { task: { title: '{{ local.message }}' }, to: said }
  notice: { on-message: { match: { kind: regex, pattern: ^notice } }, to: notify }
  notify: { notify: { text: '{{ local.message }}', to: everyone }, to: said }
  move-to-a: { on-message: { match: { kind: regex, pattern: ^moveA } }, to: to-a }
  to-a: { deal: { actions: [{ kind: move, stage: A }] }, to: said }
  move-to-b: { on-message: { match: { kind: regex, pattern: ^moveB } }, to: to-b }
  to-b: { deal: { actions: [{ kind: move, stage: B }] }, to: said }
  call: { on-message: { match: { kind: regex, pattern: ^call } }, to: do-call }
  do-call: { http: { method: POST, url: '${callsUrl}', timeoutSeconds: 5 }, to: { next: said, error: said } }
  remind: { on-message: { match: { kind: regex, pattern: ^remind } }, to: pause }
  pause: { wait: { for: 1s, cancelOnMessage: false }, to: said }
  menu: { on-message: { match: { kind: regex, pattern: ^menu } }, to: show }
  show:
    message:
      set: [{ variable: local.asked, to: local.message }]
      text: 'Pick: {{ local.message }}'
      buttons: [{ id: pick, label: Pick }]
    to: { pick: picked }
  picked: { message: { text: 'Done: {{ local.asked }}', ${counted} } }
  said: { message: { text: 'Done: {{ local.message }}', ${counted} } }
`;
}

const counted = `set: [{ variable: deal.count, to: '(deal.count ?? 0) + 1' }]`;

/** The set-up file. JSON is YAML too. */
export function chaosProvision(token: string, callsUrl: string): string {
  return JSON.stringify({
    project: { name: 'Chaos', locale: 'en' },
    members: ['olga', 'ivan'].map((name) => ({ email: `${name}@chaos.example`, name })),
    pipelines: [{ name: 'Leads', currency: 'RUB', stages: ['A', 'B'] }],
    intake: { acceptOnFirstStage: true },
    channels: [{ kind: 'telegram', name: 'Chaos', token }],
    flows: [{ text: flowText(callsUrl) }],
  });
}
