import { given } from '../http/given.ts';

interface Dates {
  dueAt?: string | null | undefined;
  remindAt?: string | null | undefined;
}

/** What was given of a task, its moments as dates. */
export function givenTask<Input extends Dates>(input: Input) {
  const { dueAt, remindAt, ...rest } = input;
  return { ...given(rest), ...given({ dueAt: moment(dueAt), remindAt: moment(remindAt) }) };
}

function moment(text: string | null | undefined): Date | null | undefined {
  return text ? new Date(text) : (text as null | undefined); // an empty text is no moment, which the contract refuses
}
