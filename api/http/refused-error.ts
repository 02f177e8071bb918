import { AppError } from '../../kernel/errors.ts';

/** A refusal of the rules as an error (422), where an operation's answer has no place for one. */
export function refusedError(refusal: { why: string; message: string; fields?: string[] | undefined }): AppError {
  const { why, message, fields } = refusal;
  return new AppError('refused', { message: why, userMessage: message, details: { why, ...(fields && { fields }) } });
}
