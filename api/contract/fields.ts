import { z } from 'zod';
import { member, operation, withOr } from './operation.ts';
import { color, currency, empty, idOf, projectParams, shortText, variableName, version } from './values.ts';

export const fieldTypes = ['text', 'number', 'money', 'date', 'choice', 'member', 'file'] as const;
export const fieldType = z.enum(fieldTypes);
export type FieldType = z.infer<typeof fieldType>;

export const fieldEntity = z.enum(['deal', 'contact']);
export type FieldEntity = z.infer<typeof fieldEntity>;

export const fieldOptions = z.strictObject({
  /** Of `money`: what its amounts are minor units of. It stays as it was when the field was made. */
  currency: currency.optional(),
  /** Of `choice`, in order. */
  choices: z
    .array(z.strictObject({ value: z.string().trim().min(1).max(100), color }))
    .max(200)
    .optional(),
});

/**
 * A custom field (PRODUCT S12): a name and a type for the variable `key` of deals or contacts. The value in `variables`:
 * text a string; number a number; money integer minor units of `options.currency`; date `YYYY-MM-DD`; choice the `value` of
 * one of `options.choices`; member and file an id.
 */
export const fieldView = z.object({
  id: idOf('field'),
  entity: fieldEntity,
  key: variableName,
  name: z.string(),
  type: fieldType,
  options: fieldOptions,
  version,
});
export type FieldView = z.infer<typeof fieldView>;

const one = projectParams.extend({ fieldId: idOf('field') });
const path = '/projects/:projectId/fields';

export const fields = {
  list: operation({
    name: 'fields.list',
    method: 'GET',
    path,
    summary: 'All custom fields: those of deals and those of contacts, each in order.',
    access: withOr(member('crm', 'view'), ['contacts', 'view'], ['settings', 'view']),
    params: projectParams,
    response: z.array(fieldView),
  }),
  create: operation({
    name: 'fields.create',
    method: 'POST',
    path,
    summary:
      'Makes a custom field at the end of its list. Without a `key` one is made of the name; a variable of that key that has values already keeps them. Refused (400) for a key that is taken.',
    access: member('settings', 'edit'),
    params: projectParams,
    body: z.strictObject({
      entity: fieldEntity,
      name: shortText,
      type: fieldType,
      key: variableName.optional(),
      options: fieldOptions.optional(),
    }),
    response: fieldView,
  }),
  change: operation({
    name: 'fields.change',
    method: 'PATCH',
    path: `${path}/:fieldId`,
    summary: 'Renames a field or changes its options. An option that goes away stays on the deals that have it.',
    access: member('settings', 'edit'),
    params: one,
    body: z.strictObject({ name: shortText.optional(), options: fieldOptions.optional() }),
    response: fieldView,
  }),
  reorder: operation({
    name: 'fields.reorder',
    method: 'PUT',
    path: `${path}/order`,
    summary: 'Sets the order of all fields of deals or of contacts; each has to be named once.',
    access: member('settings', 'edit'),
    params: projectParams,
    body: z.strictObject({ entity: fieldEntity, fieldIds: z.array(idOf('field')).max(100) }),
    response: z.array(fieldView),
  }),
  remove: operation({
    name: 'fields.remove',
    method: 'DELETE',
    path: `${path}/:fieldId`,
    summary: 'Deletes a field. The values stay as plain variables.',
    access: member('settings', 'edit'),
    params: one,
    response: empty,
  }),
};
