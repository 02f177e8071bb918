/** What was given, without the keys that are there but undefined: a patch names what it changes. */
export function given<Input extends object>(input: Input): Given<Input> {
  // The border between `T | undefined` of parsed input and exact optional properties.
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Given<Input>;
}

type Given<Input> = { [Key in keyof Input as undefined extends Input[Key] ? never : Key]: Input[Key] } & {
  [Key in keyof Input as undefined extends Input[Key] ? Key : never]?: Exclude<Input[Key], undefined>;
};
