import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { auditKinds, eventKinds } from '../../../crm-core/events/event-kind.ts';
import { dictionary as en } from '../../locales/en.ts';
import { dictionary as ru } from '../../locales/ru.ts';
import { sentenceOf } from './timeline-sentence.ts';

/** Messages have their own place, and the audit log speaks of what is about no deal. */
const elsewhere = new Set<string>([...auditKinds, 'message.received', 'message.sent']);
const kinds = eventKinds.filter((kind) => !elsewhere.has(kind));

beforeAll(async () => {
  await i18next.init({ lng: 'ru', resources: { ru, en } });
});

describe.each(['ru', 'en'])('D11: in %s', (language) => {
  test.each(kinds)('%s has a sentence of its own', (kind) => {
    const t = i18next.getFixedT(language, 'deals');
    const payload = {
      to: { stageName: 'A' },
      from: { stageName: 'B' },
      title: 'T',
      name: 'N',
      changes: { name: { from: 'a', to: 'b' } },
    };
    const entry = { id: '1', kind, actor: { kind: 'system', reason: '' } as const, cause: {}, payload, at: '' };
    const sentence = sentenceOf(entry, { t, language, memberName: () => null, variableName: (_entity, key) => key });
    expect(sentence?.text).toBeTruthy();
    expect(sentence?.text).not.toMatch(/\{\{|event[._]/);
    if (language === 'ru') expect(sentence?.text).toMatch(/[а-я]|→/i);
  });
});
