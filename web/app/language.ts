import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

/** One chunk for each language, a namespace for each feature; only the chosen language is loaded. */
const dictionaries: Record<Language, () => Promise<{ dictionary: Record<string, object> }>> = {
  ru: () => import('../locales/ru.ts'),
  en: () => import('../locales/en.ts'),
};

const storageKey = 'voronka.language';

export async function startLanguage(): Promise<void> {
  const language = preferredLanguage();
  const { dictionary } = await dictionaries[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: dictionary },
    defaultNS: 'app',
    fallbackLng: false,
    interpolation: { escapeValue: false },
    returnEmptyString: false,
  });
  document.documentElement.lang = language;
}

export async function changeLanguage(language: Language): Promise<void> {
  const { dictionary } = await dictionaries[language]();
  for (const [namespace, texts] of Object.entries(dictionary)) {
    i18next.addResourceBundle(language, namespace, texts, true, true);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(storageKey, language);
}

export function asLanguage(value: string): Language {
  return value.startsWith('ru') ? 'ru' : 'en';
}

function preferredLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  if (stored === 'ru' || stored === 'en') return stored;
  return navigator.languages.some((one) => one.startsWith('ru')) ? 'ru' : 'en';
}
