import type { Language } from '#kernel/text.ts';
import { readArguments } from './arguments.ts';
import type { CliCommand } from './command.ts';
import { failureOf, problemDocument } from './failures.ts';
import { helpOf } from './help.ts';

export interface Streams {
  readonly say: (text: string) => void;
  readonly tell: (text: string) => void;
}

/** Runs one command and answers its exit status. Results go to `say`, everything else to `tell`. */
export async function runCommand(
  command: CliCommand,
  argv: readonly string[],
  language: Language,
  { say, tell }: Streams,
): Promise<number> {
  const before = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : undefined);
  if (before.includes('--help')) {
    say(helpOf(command, language));
    return 0;
  }
  const json = before.includes('--json');
  try {
    const input = readArguments(command, argv);
    const { exit, result, text } = await command.run(input, {
      environment: process.env,
      folder: process.cwd(),
      tell: (line) => tell(line[language]),
      log: tell,
    });
    say(json ? JSON.stringify({ ...result, exit }, null, 2) : text(language));
    return exit;
  } catch (cause) {
    const failure = failureOf(cause);
    tell([failure.text[language], ...failure.errors].join('\n'));
    if (failure.code === 'wrong-usage') tell(`\n${helpOf(command, language)}`);
    if (json) say(JSON.stringify(problemDocument(failure, language), null, 2));
    return failure.exit;
  }
}
