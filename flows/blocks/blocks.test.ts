import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { blocks, findBlockKind } from './blocks.ts';
import { portTitles } from './port-titles.ts';

const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test('every folder is a kind of block in the list, and the other way round', () => {
  expect(blocks.map(({ type }) => type).sort()).toEqual(folders.sort());
});

describe.each(blocks.map((block) => [block.type, block] as const))('%s', (type, block) => {
  test('has its definition and its test beside each other', () => {
    for (const file of [`${type}.ts`, `${type}.test.ts`]) {
      expect(existsSync(new URL(`${type}/${file}`, import.meta.url)), file).toBe(true);
    }
  });

  test('has a title in both languages, and every field of its form has one', () => {
    expect(block.title.ru).not.toBe('');
    expect(block.title.en).not.toBe('');
    expect(fieldsWithoutLabel(block.settings)).toEqual([]);
  });

  test('is found by its type', () => {
    expect(findBlockKind(type)).toBe(block);
  });

  test('refuses settings that it does not know', () => {
    expect(block.settings.safeParse({ noSuchSetting: 1 }).success).toBe(false);
  });
});

test('blocks that can be used as they come have named ports, a summary and a pace for each port', () => {
  for (const block of blocks) {
    if (!block.settings.safeParse({}).success) continue;
    const bound = block.bind({});
    expect(typeof bound.summary('ru')).toBe('string');
    for (const { id } of bound.ports) {
      expect(portTitles[id]).toBeDefined();
      expect(['now', 'customer', 'clock']).toContain(bound.pace(id));
    }
  }
});

test('names of objects are no kinds of blocks', () => {
  expect(findBlockKind('constructor')).toBeUndefined();
});

/** Settings that a form could not name. */
function fieldsWithoutLabel(schema: z.core.$ZodType): string[] {
  const object = unwrapped(schema);
  if (!(object instanceof z.ZodObject)) return [];
  return Object.entries(object.shape).flatMap(([key, part]) => (hasLabel(part) ? [] : [key]));
}

function hasLabel(schema: z.core.$ZodType): boolean {
  const inner = unwrapped(schema);
  return [schema, inner].some((one) => z.globalRegistry.get(one)?.label !== undefined);
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodExactOptional) return unwrapped(schema.def.innerType);
  return schema;
}
