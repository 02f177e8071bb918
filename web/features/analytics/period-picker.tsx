import { Button, Popover, UnstyledButton } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay, type Period, type Preset, periodText, presets } from './period.ts';
import classes from './period-picker.module.css';

interface PeriodPickerProps {
  period: Period;
  /** Undefined: days of one's own. */
  preset: Preset | undefined;
  today: string;
  onPreset: (preset: Preset) => void;
  onPeriod: (period: Period) => void;
}

/** Periods that one asks for every day, and a calendar for all others. */
export function PeriodPicker({ period, preset, today, onPreset, onPeriod }: PeriodPickerProps) {
  const { t, i18n } = useTranslation('analytics');
  const [opened, setOpened] = useState(false);
  const [picked, setPicked] = useState<[string | null, string | null]>();
  const close = () => {
    setOpened(false);
    setPicked(undefined);
  };
  const text = periodText(period, i18n.language);

  return (
    <Popover opened={opened} onChange={(open) => (open ? setOpened(true) : close())} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconCalendar size={16} stroke={1.7} />}
          aria-label={t('period.choose', { period: preset ? t(`period.${preset}`) : text })}
          onClick={() => (opened ? close() : setOpened(true))}
        >
          {preset ? t(`period.${preset}`) : text}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={t('period.title')}>
        <ul className={classes.presets}>
          {presets.map((one) => (
            <li key={one}>
              <UnstyledButton
                className={classes.preset}
                aria-pressed={one === preset}
                onClick={() => {
                  onPreset(one);
                  close();
                }}
              >
                {t(`period.${one}`)}
                {one === preset && <IconCheck size={14} aria-hidden />}
              </UnstyledButton>
            </li>
          ))}
        </ul>
        <DatePicker
          type="range"
          size="sm"
          allowSingleDateInRange
          maxDate={today}
          locale={i18n.language}
          firstDayOfWeek={1}
          defaultDate={period.to}
          value={picked ?? [period.from, period.to]}
          onChange={(range) => {
            setPicked(range);
            const [from, to] = range;
            if (!isDay(from) || !isDay(to)) return;
            onPeriod({ from, to });
            close();
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
