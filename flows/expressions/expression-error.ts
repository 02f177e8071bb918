/** The only thing that this folder throws: a fault of the expression or of the values that it met. */
export class ExpressionError extends Error {
  /** Offset in the source, in UTF-16 code units, when the place is known. */
  readonly position: number | undefined;

  constructor(message: string, position?: number) {
    super(message);
    this.name = 'ExpressionError';
    this.position = position;
  }
}
