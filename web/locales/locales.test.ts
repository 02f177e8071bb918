import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** CLDR plural categories that each language needs for whole numbers and fractions. */
const plurals = { en: ['one', 'other'], ru: ['one', 'few', 'many', 'other'] };
const namespaces = readdirSync(join(import.meta.dirname, 'en'));

test('both languages have the same namespaces', () => {
  expect(readdirSync(join(import.meta.dirname, 'ru'))).toEqual(namespaces);
});

describe.each(namespaces)('%s', (file) => {
  const texts = { en: textsOf('en', file), ru: textsOf('ru', file) };

  test('says the same things in both languages', () => {
    expect([...new Set([...texts.ru.keys()].map(stem))].sort()).toEqual(
      [...new Set([...texts.en.keys()].map(stem))].sort(),
    );
  });

  test.each(['en', 'ru'] as const)('has every plural form of %s', (language) => {
    const keys = [...texts[language].keys()];
    for (const key of keys.filter((one) => stem(one) !== one)) {
      const missing = plurals[language].filter((form) => !keys.includes(`${stem(key)}_${form}`));
      expect({ key: stem(key), missing }).toEqual({ key: stem(key), missing: [] });
    }
  });

  test('speaks of the same values in both languages', () => {
    for (const [key, english] of texts.en) {
      const russian = texts.ru.get(key);
      if (russian !== undefined) expect({ key, values: valuesIn(russian) }).toEqual({ key, values: valuesIn(english) });
    }
  });
});

function textsOf(language: string, file: string): Map<string, string> {
  const json: unknown = JSON.parse(readFileSync(join(import.meta.dirname, language, file), 'utf8'));
  return new Map(leaves(json, ''));
}

function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is neither a text nor a group`);
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}

function stem(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, '');
}

function valuesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? ''))].sort();
}
