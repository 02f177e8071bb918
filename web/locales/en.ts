/** Every `en/<namespace>.json`; a feature keeps its texts in the namespace of its folder's name. */
const files = import.meta.glob<object>('./en/*.json', { eager: true, import: 'default' });

export const dictionary: Record<string, object> = Object.fromEntries(
  Object.entries(files).map(([path, texts]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), texts]),
);
