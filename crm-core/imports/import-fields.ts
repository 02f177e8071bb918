/**
 * What a column of a file can be. Deals' own fields have plain names, a contact's begin with `contact.`, variables are
 * `deal.<variable>` and `contact.<variable>`: the words of the filter (`api/contract/deal-filter.ts`) and of stage rules.
 * The same table names the columns of exports, so that what was exported is recognised when it comes back.
 */
export const exchangeFields = {
  id: { ru: ['ID сделки'], en: ['Deal ID'] },
  name: {
    ru: ['Сделка', 'Название', 'Название сделки', 'Имя сделки', 'Тема'],
    en: ['Deal', 'Deal name', 'Title', 'Opportunity'],
  },
  amount: {
    ru: ['Сумма', 'Бюджет', 'Сумма сделки', 'Стоимость', 'Цена'],
    en: ['Amount', 'Value', 'Budget', 'Deal value', 'Price', 'Sum'],
  },
  currency: { ru: ['Валюта'], en: ['Currency'] },
  pipeline: { ru: ['Воронка', 'Воронка продаж', 'Филиал'], en: ['Pipeline', 'Funnel'] },
  stage: { ru: ['Этап', 'Состояние', 'Этап сделки', 'Стадия', 'Стадия сделки'], en: ['Stage', 'Deal stage'] },
  status: { ru: ['Статус', 'Статус сделки'], en: ['Status', 'Deal status'] },
  close_reason: {
    ru: ['Причина', 'Причина отказа', 'Причина закрытия'],
    en: ['Close reason', 'Lost reason', 'Reason'],
  },
  responsible: {
    ru: ['Ответственный', 'Менеджер', 'Ответственный за сделку'],
    en: ['Responsible', 'Owner', 'Manager', 'Deal owner', 'Assigned to'],
  },
  tags: { ru: ['Теги', 'Метки', 'Теги сделки'], en: ['Tags', 'Labels', 'Deal tags'] },
  created: {
    ru: ['Создана', 'Дата создания', 'Создано'],
    en: ['Created', 'Created at', 'Date created', 'Create date'],
  },
  closed: { ru: ['Закрыта', 'Дата закрытия', 'Закрыто'], en: ['Closed', 'Closed at', 'Close date'] },
  description: { ru: ['Описание', 'Описание сделки'], en: ['Description', 'Deal description'] },
  'contact.id': { ru: ['ID клиента', 'ID контакта'], en: ['Contact ID', 'Client ID', 'Customer ID'] },
  'contact.name': {
    ru: ['Клиент', 'Имя', 'ФИО', 'Имя клиента', 'Контакт', 'Основной контакт', 'Полное имя', 'Покупатель', 'Заказчик'],
    en: ['Contact', 'Contact name', 'Full name', 'Customer', 'Client', 'Customer name', 'Client name'],
  },
  'contact.phone': {
    ru: ['Телефон', 'Номер телефона', 'Тел', 'Мобильный', 'Мобильный телефон', 'Рабочий телефон', 'Номер', 'Сотовый'],
    en: ['Phone', 'Phone number', 'Mobile', 'Mobile phone', 'Cell', 'Tel', 'Telephone', 'WhatsApp'],
  },
  'contact.email': {
    ru: ['E-mail', 'Почта', 'Эл. почта', 'Электронная почта', 'Емейл', 'Имейл', 'Рабочий email'],
    en: ['E-mail', 'Email address', 'Mail', 'Work email'],
  },
  'contact.responsible': { ru: ['Ответственный за клиента'], en: ['Contact owner', 'Responsible for the contact'] },
  'contact.tags': { ru: ['Теги клиента', 'Теги контакта'], en: ['Contact tags', 'Client tags'] },
  'contact.created': { ru: ['Клиент создан', 'Контакт создан'], en: ['Contact created'] },
} as const satisfies Record<string, { ru: readonly string[]; en: readonly string[] }>;

export type ExchangeField = keyof typeof exchangeFields;

export const exchangeFieldKeys = Object.keys(exchangeFields) as ExchangeField[];

export function isExchangeField(field: string): field is ExchangeField {
  return Object.hasOwn(exchangeFields, field);
}

export type VariableField = { entity: 'deal' | 'contact'; name: string };

/** The variable that a field names; undefined for a field of the tables and for what is no field at all. */
export function variableOf(field: string): VariableField | undefined {
  if (isExchangeField(field)) return undefined;
  const [, entity, name] = /^(deal|contact)\.([\p{L}_][\p{L}\p{N}_]{0,63})$/u.exec(field) ?? [];
  if (!entity || !name || forbiddenNames.has(name)) return undefined;
  return { entity: entity === 'deal' ? 'deal' : 'contact', name };
}

const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a file of contacts or of deals can have this column. */
export function isFieldOf(entity: 'contact' | 'deal', field: string): boolean {
  if (!isExchangeField(field) && !variableOf(field)) return false;
  return entity === 'deal' || field.startsWith('contact.');
}

/** `contact.id` tells which contact a row is about and is never written. */
export function isContactField(field: string): boolean {
  return field.startsWith('contact.');
}
