import type { DealAction } from '../block-turn.ts';
import type { Label } from '../fields.ts';

export const dealActionTitles: Record<DealAction['kind'], Label> = {
  create: { ru: 'Создать сделку', en: 'Create a deal' },
  move: { ru: 'На этап', en: 'Move to' },
  next_stage: { ru: 'На следующий этап', en: 'Next stage' },
  accept: { ru: 'Принять', en: 'Accept' },
  win: { ru: 'Успешно', en: 'Won' },
  lose: { ru: 'Провалена', en: 'Lost' },
  archive: { ru: 'В архив', en: 'Archive' },
  set_amount: { ru: 'Сумма', en: 'Amount' },
  set_name: { ru: 'Название', en: 'Name' },
  set_description: { ru: 'Описание', en: 'Description' },
  assign: { ru: 'Ответственный', en: 'Responsible' },
  switch_current: { ru: 'Перейти к сделке в', en: 'Switch to the deal in' },
};
