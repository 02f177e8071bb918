import type { Capabilities } from '../channel.ts';

/** What the imitated messengers can do (PRODUCT D26). The phone in the page refuses what the real one would. */
export const imitated: Record<'telegram' | 'whatsapp', Capabilities> = {
  telegram: {
    text: { maxLength: 4096, formatting: 'entities' },
    caption: { maxLength: 1024 },
    choices: { as: 'buttons', max: 100, maxLabel: 40, urls: true },
    requestContact: true,
    requestLocation: true,
    edit: true,
    idempotency: 'client-ref',
    unknownPolicy: 'retry',
  },
  whatsapp: {
    text: { maxLength: 4096, formatting: 'markup' },
    caption: { maxLength: 1024 },
    choices: { as: 'numbers' },
    // The official WhatsApp's: a flow that keeps to them works there too.
    openHours: 24,
    requestContact: false,
    requestLocation: false,
    edit: true,
    idempotency: 'client-ref',
    unknownPolicy: 'retry',
  },
};
