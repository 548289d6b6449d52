import type { Language, Text } from '#kernel/text.ts';

/**
 * 0 done · 1 fault of the program · 2 wrong usage, input or setting · 3 done, with something to look at · 4 refused, or found
 * broken · 5 not reachable now, worth another try. `travel` uses 0–4 in the same sense (shown in its own help).
 */
export type Exit = 0 | 1 | 2 | 3 | 4 | 5;

export interface Option {
  readonly name: string;
  /** What stands after it; a switch without. */
  readonly value?: string;
  readonly many?: boolean;
  readonly help: Text;
}

export interface Input {
  readonly operands: readonly string[];
  text(option: string): string | undefined;
  texts(option: string): readonly string[];
  flag(option: string): boolean;
}

/** Where a command runs. Everything it takes from the machine is here, so that tests and terminals are alike. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user's folder: operands and options are relative to it. */
  readonly folder: string;
  /** Progress and diagnostics, one line each, on standard error. */
  readonly tell: (line: Text) => void;
  /** Lines of the database and other parts, as they come. */
  readonly log: (message: string) => void;
}

export interface Outcome {
  readonly exit: Exit;
  /** For `--json`. */
  readonly result: object;
  /** For people. */
  readonly text: (language: Language) => string;
}

export interface CliCommand {
  /** `user add` */
  readonly name: string;
  readonly summary: Text;
  /** `FOLDER`; in brackets where it may be left out. */
  readonly operands: readonly string[];
  readonly options: readonly Option[];
  /** What to know before using it. */
  readonly notes?: Text;
  run(input: Input, surroundings: Surroundings): Promise<Outcome>;
}

/** What the person at the terminal can mend. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly code: string,
    readonly exit: Exit,
    readonly text: Text,
  ) {
    super(text.en);
  }
}

export function wrongUsage(text: Text): Refused {
  return new Refused('wrong-usage', 2, text);
}
