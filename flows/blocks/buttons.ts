import { z } from 'zod';
import type { ChoiceOption } from '../../crm-core/conversations/message-body.ts';
import type { Visit } from './block-definition.ts';
import { field, filledTemplate, haveUniqueIds, portName, template } from './fields.ts';

type Button = z.infer<typeof button>;

const button = z.strictObject({
  id: portName,
  label: filledTemplate({ ru: 'Надпись', en: 'Label' }, 200),
  /** Opens a page instead of answering the bot. */
  url: template({ ru: 'Ссылка', en: 'Link' }, 2000).exactOptional(),
});

export const buttons = field(z.array(button).max(30).refine(haveUniqueIds, 'Two buttons have the same id'), {
  ru: 'Кнопки',
  en: 'Buttons',
});
export const columns = field(z.int().min(1).max(8), { ru: 'Кнопок в ряду', en: 'Buttons in a row' }).default(1);

/** The buttons as this customer sees them. A label that came out empty shows its id, a bad link is a plain button. */
export function optionsFor(list: readonly Button[], visit: Visit): ChoiceOption[] {
  return list.map(({ id, label, url }) => {
    const option = { id, label: visit.text(label).trim() || id };
    const address = url === undefined ? '' : visit.text(url).trim();
    return /^(?:https?|tg|tel|mailto):/i.test(address) ? { ...option, url: address } : option;
  });
}
