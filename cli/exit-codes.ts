/** Exit codes of the contract; `unexpected`: `explain --expect` expected the other answer. */
export const exitCode = { found: 0, failed: 1, badInput: 2, notDenied: 3, inconclusive: 4, unexpected: 5 } as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Several records: a failure comes before an inconclusive one, and that before a found one. */
export function worst(codes: readonly ExitCode[]): ExitCode {
  for (const code of [exitCode.failed, exitCode.inconclusive, exitCode.found]) if (codes.includes(code)) return code;
  return exitCode.notDenied;
}

/** Something that the user can put right: its message is all that is shown. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  constructor(
    message: string,
    readonly code: ExitCode = exitCode.badInput,
  ) {
    super(message);
  }
}
