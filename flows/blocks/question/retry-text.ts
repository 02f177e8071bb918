import type { Label } from '../fields.ts';
import type { QuestionKind } from './question-kinds.ts';

/** What a question says to an answer that does not fit, unless its builder wrote something better. */
export function retryText(kind: QuestionKind, locale: 'ru' | 'en'): string {
  return texts[kind][locale];
}

const texts: Record<QuestionKind, Label> = {
  text: { ru: 'Напишите, пожалуйста, текстом.', en: 'Please write it as text.' },
  number: { ru: 'Напишите, пожалуйста, число, например 1500.', en: 'Please write a number, such as 1500.' },
  phone: {
    ru: 'Не похоже на номер телефона. Напишите его вместе с кодом, например +7 912 345-67-89.',
    en: 'This does not look like a phone number. Please include the code, such as +1 202 555 0147.',
  },
  email: {
    ru: 'Не похоже на адрес почты. Напишите его целиком, например anna@example.com.',
    en: 'This does not look like an e-mail address. Please write all of it, such as anna@example.com.',
  },
  date: { ru: 'Напишите, пожалуйста, дату, например 25.12.2026.', en: 'Please write a date, such as 2026-12-25.' },
  choice: {
    ru: 'Выберите, пожалуйста, один из вариантов: нажмите кнопку или пришлите её номер.',
    en: 'Please pick one of the options: press a button or send its number.',
  },
  location: { ru: 'Пришлите, пожалуйста, место на карте.', en: 'Please send a place on the map.' },
  file: { ru: 'Пришлите, пожалуйста, фото или файл.', en: 'Please send a photo or a file.' },
};
