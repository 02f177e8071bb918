import { ActionIcon } from '@mantine/core';
import {
  IconAbc,
  IconArrowDown,
  IconArrowUp,
  IconCalendar,
  IconCash,
  IconHash,
  IconPaperclip,
  IconPencil,
  IconSelector,
  IconTrash,
  IconUser,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldEntity, FieldType, FieldView } from '../../../../api/contract/fields.ts';
import { confirm } from '../../../ui/confirm.tsx';
import classes from './field-list.module.css';
import { useFieldCalls } from './use-field-calls.ts';

interface FieldListProps {
  entity: FieldEntity;
  fields: FieldView[];
  /** Absent for those who may only look. */
  onEdit: ((field: FieldView) => void) | undefined;
}

export const typeIcons: Record<FieldType, typeof IconAbc> = {
  text: IconAbc,
  number: IconHash,
  money: IconCash,
  date: IconCalendar,
  choice: IconSelector,
  member: IconUser,
  file: IconPaperclip,
};

export function FieldList({ entity, fields, onEdit }: FieldListProps) {
  const { t } = useTranslation('settings');
  const calls = useFieldCalls();
  const move = (index: number, by: number) => {
    const ids = fields.map(({ id }) => id);
    const [moved] = ids.splice(index, 1);
    if (moved) ids.splice(index + by, 0, moved);
    void calls.reorder(entity, ids);
  };
  const remove = async ({ id, name }: FieldView) => {
    const sure = await confirm({
      title: t('fields.deleteTitle', { name }),
      text: t('fields.deleteText'),
      action: t('fields.delete'),
    });
    if (sure) await calls.remove(id);
  };

  if (fields.length === 0) return <p className={classes.empty}>{t(`fields.empty.${entity}`)}</p>;
  return (
    <ul className={classes.list}>
      {fields.map((field, index) => {
        const { id, name, key, type } = field;
        const Icon = typeIcons[type];
        return (
          <li key={id} className={classes.item}>
            <Icon size={16} stroke={1.7} className={classes.icon} aria-hidden />
            <div className={classes.words}>
              <div className={classes.name}>{name}</div>
              <div className={classes.quiet}>
                {t(`fields.types.${type}`)}
                {type === 'money' && ` · ${field.options.currency}`}
                {type === 'choice' && ` · ${t('fields.options', { count: field.options.choices?.length ?? 0 })}`}
                {' · '}
                <code>{`${entity}.${key}`}</code>
              </div>
            </div>
            {onEdit && (
              <span className={classes.actions}>
                <ActionIcon
                  aria-label={t('fields.up', { name })}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                >
                  <IconArrowUp size={15} stroke={1.7} />
                </ActionIcon>
                <ActionIcon
                  aria-label={t('fields.down', { name })}
                  disabled={index === fields.length - 1}
                  onClick={() => move(index, 1)}
                >
                  <IconArrowDown size={15} stroke={1.7} />
                </ActionIcon>
                <ActionIcon aria-label={t('fields.edit', { name })} onClick={() => onEdit(field)}>
                  <IconPencil size={15} stroke={1.7} />
                </ActionIcon>
                <ActionIcon aria-label={t('fields.remove', { name })} onClick={() => void remove(field)}>
                  <IconTrash size={15} stroke={1.7} />
                </ActionIcon>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
