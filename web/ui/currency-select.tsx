import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { currencyName, currencySymbol } from './money.ts';

/** Those that small businesses around us trade in come first; all others follow by name. */
const usual = ['RUB', 'USD', 'EUR', 'KZT', 'BYN', 'UAH', 'UZS', 'AMD', 'GEL', 'KGS', 'AED', 'TRY', 'GBP', 'CNY'];

interface CurrencySelectProps {
  value: string;
  onChange: (currency: string) => void;
  description?: string;
}

export function CurrencySelect({ value, onChange, description }: CurrencySelectProps) {
  const { t, i18n } = useTranslation('pipelines');
  const language = i18n.language;
  const options = useMemo(() => {
    const others = Intl.supportedValuesOf('currency').filter((code) => !usual.includes(code));
    return [...usual, ...others].map((code) => {
      const symbol = currencySymbol(code, language);
      return {
        value: code,
        label: `${currencyName(code, language)} · ${symbol === code ? code : `${code} ${symbol}`}`,
      };
    });
  }, [language]);

  return (
    <Select
      label={t('currency')}
      description={description}
      data={options}
      value={value}
      onChange={(next) => next && onChange(next)}
      allowDeselect={false}
      searchable
      limit={40}
      nothingFoundMessage={t('currencyNone')}
    />
  );
}
