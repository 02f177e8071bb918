import type { Said } from './block-definition.ts';

/** The words of what the customer did: what he typed, the label that he picked, the phone that he shared. */
export function saidText(said: Said): string {
  switch (said.kind) {
    case 'text':
      return said.text;
    case 'option':
      return said.option.label;
    case 'own_phone':
      return said.phone;
  }
}
