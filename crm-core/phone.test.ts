import { describe, expect, it } from 'vitest';
import { isE164, parsePhone } from './phone.ts';

describe('parsePhone', () => {
  it.each([
    ['8 (999) 123-45-67', '+79991234567'],
    ['9991234567', '+79991234567'],
    ['+7 999 123 45 67', '+79991234567'],
    ['+49 30 901820', '+4930901820'],
  ])('reads %s as %s in Russia', (typed, expected) => {
    expect(parsePhone(typed, 'RU')).toBe(expected);
  });

  it.each(['12345', 'call me', '', '+7 000 000 00 00'])('does not take %j for a phone', (typed) => {
    expect(parsePhone(typed, 'RU')).toBeUndefined();
  });

  it('needs the country code when the project names no country that it knows', () => {
    expect(parsePhone('8 999 123-45-67', 'ZZ')).toBeUndefined();
    expect(parsePhone('+7 999 123-45-67', 'ZZ')).toBe('+79991234567');
  });
});

describe('isE164', () => {
  it('wants a plus and digits', () => {
    expect(isE164('+79991234567')).toBe(true);
    expect(isE164('79991234567')).toBe(false);
    expect(isE164('+0999')).toBe(false);
  });
});
