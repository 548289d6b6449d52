import type { Language } from '#kernel/text.ts';
import { languageOf } from './language.ts';

/*
 * Loads only what the command needs: `travel check` must not wait for a database driver. The status is set and the process ends by
 * itself, so that what was written reaches a pipe whole.
 */

const say = (text: string) => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
const tell = (text: string) => void process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);

interface Chosen {
  readonly argv: readonly string[];
  readonly language: Language;
  readonly fault: string | undefined;
}

/** Takes `--language` out, wherever it stands before `--`. */
function chooseLanguage(argv: readonly string[]): Chosen {
  let language = languageOf(process.env);
  let fault: string | undefined;
  const rest: string[] = [];
  const take = (value: string) => {
    if (value === 'zh' || value === 'en') language = value;
    else fault = value;
  };
  let named = false;
  for (const [at, argument] of argv.entries()) {
    if (named) {
      named = false;
      take(argument);
    } else if (argument === '--') return { argv: [...rest, ...argv.slice(at)], language, fault };
    else if (argument === '--language') named = true;
    else if (argument.startsWith('--language=')) take(argument.slice('--language='.length));
    else rest.push(argument);
  }
  if (named) fault = '';
  return { argv: rest, language, fault };
}

async function main(): Promise<number> {
  const { argv, language, fault } = chooseLanguage(process.argv.slice(2));
  if (fault !== undefined) {
    tell(
      language === 'zh'
        ? `--language 后面是 zh 或 en，不是「${fault}」。`
        : `--language takes zh or en, not "${fault}".`,
    );
    return 2;
  }
  if (argv[0] === 'travel') return (await import('./commands/travel.ts')).runTravel(argv.slice(1), process.cwd());
  if (argv[0] === '--version') {
    say((await import('../server/program-package.ts')).programPackage().version);
    return 0;
  }
  const { findCommand } = await import('./commands.ts');
  const found = findCommand(argv);
  if (!found) return overview(argv, language);
  const { runCommand } = await import('./run.ts');
  return runCommand(await found.entry.load(), found.rest, language, { say, tell });
}

async function overview(argv: readonly string[], language: Language): Promise<number> {
  const [{ commands, travelSummaries }, { helpOfAll }] = await Promise.all([
    import('./commands.ts'),
    import('./help.ts'),
  ]);
  const all = [...(await Promise.all(commands.map(async ({ load }) => ({ ...(await load()) })))), ...travelSummaries];
  const words = argv.filter((argument) => !argument.startsWith('-') && argument !== 'help');
  const group = words[0] !== undefined && all.some(({ name }) => name.startsWith(`${words[0]} `)) ? words[0] : '';
  const help = helpOfAll(all, language, group);
  const asked = argv.length === 0 || argv[0] === 'help' || argv.includes('--help');
  if (asked && (words.length === 0 || (group !== '' && words.length === 1))) {
    say(help);
    return 0;
  }
  const name = argv.join(' ');
  tell(language === 'zh' ? `没有「${name}」这个命令。\n` : `There is no command "${name}".\n`);
  tell(help);
  return 2;
}

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  if (cause.code !== 'EPIPE') throw cause;
});
main().then(
  (status) => {
    process.exitCode = status;
  },
  (cause: unknown) => {
    tell(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
    process.exitCode = 1;
  },
);
