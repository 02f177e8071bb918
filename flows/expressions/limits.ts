/** An expression is a small thing. These bounds keep any of them within a few milliseconds (PRODUCT D23). */
export const limits = {
  /** In UTF-16 code units, as are all lengths here. */
  sourceLength: 4096,
  /** Brackets, prefix operators and branches inside one another. */
  depth: 64,
  nodes: 1000,
  steps: 10_000,
  textLength: 65_536,
  /** `{{ }}` in one template. */
  holes: 200,
  /** Values inside one result, however they nest. */
  resultSize: 10_000,
  /** All texts inside one result together. */
  resultText: 1_048_576,
} as const;
