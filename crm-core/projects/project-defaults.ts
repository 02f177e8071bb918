import type { ProjectSettings } from '../../drizzle/schema/documents.ts';

type Locale = ProjectSettings['locale'];

/** What a new project starts with. Every default of a project stands here. */
export function defaultSettings(locale: Locale): ProjectSettings {
  return {
    intake: { acceptOnFirstStage: true, pipelineId: null },
    newDealForReturning: true,
    botSilentMinutes: 30,
    locale,
    ...regions[locale],
    ...reasons[locale],
  };
}

const regions: Record<Locale, Pick<ProjectSettings, 'timeZone' | 'country' | 'currency'>> = {
  ru: { timeZone: 'Europe/Moscow', country: 'RU', currency: 'RUB' },
  en: { timeZone: 'Europe/London', country: 'GB', currency: 'USD' },
};

const reasons: Record<Locale, Pick<ProjectSettings, 'lostReasons' | 'archiveReasons'>> = {
  ru: {
    lostReasons: ['Дорого', 'Выбрали другого', 'Не отвечает', 'Передумал'],
    archiveReasons: ['Дубль', 'Спам', 'Не по адресу'],
  },
  en: {
    lostReasons: ['Too expensive', 'Chose somebody else', 'Does not answer', 'Changed their mind'],
    archiveReasons: ['Duplicate', 'Spam', 'Wrong address'],
  },
};

/** Names of the built-in roles, as their project's language has them (PRODUCT D30). */
export const roleNames = {
  ru: { owner: 'Владелец', administrator: 'Администратор', editor: 'Редактор', operator: 'Оператор' },
  en: { owner: 'Owner', administrator: 'Administrator', editor: 'Editor', operator: 'Operator' },
} as const;

/** The name of a deal and a contact of whom nothing is known yet. */
export const unnamed: Record<Locale, string> = { ru: 'Без имени', en: 'Unnamed' };

/** The name of a deal whose contact was erased (PRODUCT D31). */
export const erased: Record<Locale, string> = { ru: 'Данные удалены', en: 'Erased' };
