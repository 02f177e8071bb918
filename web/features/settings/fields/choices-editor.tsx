import { ActionIcon, Button, Input, Popover, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldView } from '../../../../api/contract/fields.ts';
import { ColorSwatches } from '../../../ui/color-swatches.tsx';
import { nextColor } from '../../../ui/stage-colors.ts';
import { StageDot } from '../../../ui/stage-dot.tsx';
import classes from './choices-editor.module.css';

export type Choice = NonNullable<FieldView['options']['choices']>[number];

/** What a field of that type offers, in order; a removed option stays on the deals that have it. */
export function ChoicesEditor({ choices, onChoices }: { choices: Choice[]; onChoices: (choices: Choice[]) => void }) {
  const { t } = useTranslation('settings');
  const change = (index: number, part: Partial<Choice>) =>
    onChoices(choices.map((choice, at) => (at === index ? { ...choice, ...part } : choice)));
  const swap = (index: number) => {
    const [a, b] = [choices[index], choices[index + 1]];
    if (a && b) onChoices(choices.with(index, b).with(index + 1, a));
  };
  const add = () => onChoices([...choices, { value: '', color: nextColor(choices) }]);

  return (
    <Input.Wrapper label={t('fields.choices')} description={t('fields.choicesHint')} labelElement="div">
      <div className={classes.list}>
        {choices.map((choice, index) => {
          const name = choice.value || String(index + 1);
          return (
            // Options have no identity but their place while they are being written.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <div key={index} className={classes.row}>
              <Popover position="bottom-start">
                <Popover.Target>
                  <UnstyledButton className={classes.color} aria-label={t('fields.choiceColor', { name })}>
                    <StageDot color={choice.color} size={12} />
                  </UnstyledButton>
                </Popover.Target>
                <Popover.Dropdown>
                  <ColorSwatches value={choice.color} onChange={(color) => change(index, { color })} />
                </Popover.Dropdown>
              </Popover>
              <input
                className={classes.input}
                aria-label={t('fields.choice', { number: index + 1 })}
                placeholder={t('fields.choice', { number: index + 1 })}
                value={choice.value}
                maxLength={100}
                onChange={(event) => change(index, { value: event.currentTarget.value })}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter') return;
                  event.preventDefault();
                  if (choice.value.trim() !== '') add();
                }}
              />
              <ActionIcon aria-label={t('fields.up', { name })} disabled={index === 0} onClick={() => swap(index - 1)}>
                <IconArrowUp size={15} stroke={1.7} />
              </ActionIcon>
              <ActionIcon
                aria-label={t('fields.down', { name })}
                disabled={index === choices.length - 1}
                onClick={() => swap(index)}
              >
                <IconArrowDown size={15} stroke={1.7} />
              </ActionIcon>
              <ActionIcon
                aria-label={t('fields.remove', { name })}
                onClick={() => onChoices(choices.filter((_, at) => at !== index))}
              >
                <IconX size={15} stroke={1.7} />
              </ActionIcon>
            </div>
          );
        })}
        <Button size="xs" variant="subtle" leftSection={<IconPlus size={14} stroke={1.9} />} onClick={add}>
          {t('fields.addChoice')}
        </Button>
      </div>
    </Input.Wrapper>
  );
}
