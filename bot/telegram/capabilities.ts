import type { Capabilities } from '../channel.ts';

export const telegramCapabilities = {
  text: { maxLength: 4096, formatting: 'entities' },
  caption: { maxLength: 1024 },
  choices: { as: 'buttons', max: 100, maxLabel: 40, urls: true },
  requestContact: true,
  requestLocation: true,
  edit: true,
  idempotency: 'none',
  unknownPolicy: 'retry',
} as const satisfies Capabilities;
