import { badInput } from '../../kernel/errors.ts';
import { parsePhone } from '../phone.ts';

/** E.164, or null for nothing. Throws `bad_input`. */
export function checkPhone(typed: string | null | undefined, country: string): string | null {
  if (!typed?.trim()) return null;
  const phone = parsePhone(typed, country);
  if (!phone) throw badInput(`${typed} is not a phone number`, { field: 'phone' });
  return phone;
}

/** Something with an @ and a dot behind it, or null for nothing: only a letter to it would tell more. Throws `bad_input`. */
export function checkEmail(typed: string | null | undefined): string | null {
  const email = typed?.trim() ?? '';
  if (email === '') return null;
  if (!/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(email))
    throw badInput(`${email} is not an e-mail address`, { field: 'email' });
  return email;
}
