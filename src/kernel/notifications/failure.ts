/** A message could not be handed over. What is kept of it is a code, never what the other side said. */
export class NotDelivered extends Error {
  override readonly name = 'NotDelivered';
  constructor(
    readonly code: string,
    /** The receiver will not take this message, however often it is sent. */
    readonly lasting: boolean,
    /** Nobody answered: others for the same receiver need not be tried now. */
    readonly unreachable: boolean,
  ) {
    super(code);
  }
}
