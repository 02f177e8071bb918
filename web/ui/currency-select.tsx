import { Select, type SelectProps } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { currencyName, currencySymbol } from './money.ts';

/** Those that small businesses around us trade in come first; all others follow by name. */
const usual = ['RUB', 'USD', 'EUR', 'KZT', 'BYN', 'UAH', 'UZS', 'AMD', 'GEL', 'KGS', 'AED', 'TRY', 'GBP', 'CNY'];

interface CurrencySelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  value: string;
  onChange: (currency: string) => void;
}

export function CurrencySelect({ value, onChange, ...rest }: CurrencySelectProps) {
  const { t, i18n } = useTranslation('ui');
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
      {...rest}
      data={options}
      value={value}
      onChange={(next) => next && onChange(next)}
      allowDeselect={false}
      searchable
      limit={40}
      nothingFoundMessage={t('noCurrency')}
    />
  );
}
