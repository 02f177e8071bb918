import type { Label } from './fields.ts';

/** Names on the canvas of the ports that blocks have by nature; others carry the builder's own title. */
export const portTitles: Readonly<Record<string, Label>> = {
  next: { ru: 'Дальше', en: 'Next' },
  error: { ru: 'Ошибка', en: 'Error' },
  other: { ru: 'Другой ответ', en: 'Other answer' },
  no_answer: { ru: 'Нет ответа', en: 'No answer' },
  invalid: { ru: 'Не подошло', en: 'Did not fit' },
  else: { ru: 'Иначе', en: 'Otherwise' },
  message: { ru: 'Клиент написал', en: 'Customer wrote' },
};
