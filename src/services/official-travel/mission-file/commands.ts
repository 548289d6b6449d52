import type { CheckOutput } from '../rules/check.ts';
import type { BudgetAnswer, Exit, InternalError } from './answers.ts';
import { budgetForPeople, checkForPeople, problemForPeople } from './commands-text.ts';
import type { MissionProblem } from './faults.ts';
import type { MissionFile } from './model.ts';
import { readMission } from './read.ts';

/*
 * `honglu travel check` and `honglu travel budget`: no server, no database, no clock. Nothing but the files is consulted, so the
 * same files give the same answer on any day.
 */

/** Where a command reads and writes; nothing else of the machine is used. */
export interface CommandIo {
  /** null if there is no such file or it cannot be read. */
  readFile(path: string): Promise<Uint8Array | null>;
  out(text: string): void;
  err(text: string): void;
}

/** One object for one file, an array for several, in the order given. */
export interface Report<Body> {
  readonly output: Body | MissionProblem | InternalError | readonly (Body | MissionProblem | InternalError)[];
  /** The worst of the files. */
  readonly exit: Exit;
}

type ReadFile = CommandIo['readFile'];
type ReportError = (file: string, error: unknown) => void;

export async function runBudget(
  files: readonly string[],
  readFile: ReadFile,
  onError?: ReportError,
): Promise<Report<BudgetAnswer>> {
  const { computeCeilings } = await import('../budget/budget.ts');
  return run(files, readFile, onError, (mission, file) => {
    const { exit, ...ceilings } = computeCeilings(mission);
    return { format: 'honglu-mission-budget/1', file, exit, ...ceilings };
  });
}

export async function runCheck(
  files: readonly string[],
  readFile: ReadFile,
  onError?: ReportError,
): Promise<Report<CheckOutput>> {
  const { checkMission } = await import('../rules/check.ts');
  return run(files, readFile, onError, (mission, file) => checkMission(mission, file));
}

/** Worst first. */
const precedence: readonly Exit[] = [1, 2, 4, 3, 0];

/** What the command returns for several files. */
export function worst(exits: readonly Exit[]): Exit {
  return precedence.find((exit) => exits.includes(exit)) ?? 0;
}

async function run<Body extends { readonly exit: Exit }>(
  files: readonly string[],
  readFile: ReadFile,
  onError: ReportError | undefined,
  answer: (mission: MissionFile, file: string) => Body,
): Promise<Report<Body>> {
  const answers: (Body | MissionProblem | InternalError)[] = [];
  for (const file of files) {
    try {
      const reading = readMission(await readFile(file), file);
      answers.push('problem' in reading ? reading.problem : answer(reading.mission, file));
    } catch (error) {
      onError?.(file, error);
      answers.push(internalError(file));
    }
  }
  const [only] = answers;
  return {
    output: answers.length === 1 && only !== undefined ? only : answers,
    exit: worst(answers.map((one) => one.exit)),
  };
}

function internalError(file: string): InternalError {
  return {
    format: 'honglu-problem/1',
    file,
    exit: 1,
    type: 'urn:honglu:problem:internal-error',
    title: 'Internal error',
    status: 500,
    errors: [],
  };
}

const usage = `用法 Usage:
  honglu travel check  FILE [FILE …] [--json]   审查团组文件 which rules a mission breaks
  honglu travel budget FILE [FILE …] [--json]   测算住宿费、伙食费、公杂费上限 what lodging, meals and incidentals may cost

--json  标准输出只写JSON write JSON only, for other systems
--help  显示本说明 show this text

退出码 Exit status: 0 无问题 clear · 3 需说明理由或标准不明 needs a reason, or a rate is undetermined · 4 不得成行 blocked ·
  2 文件有误 malformed input or wrong usage · 1 程序内部错误 internal error. 多个文件取最重 Several files: the worst (1, 2, 4, 3, 0).
`;

/**
 * @param argv what follows `travel`: `check` or `budget`, files, `--json`; after `--` everything is a file
 * @returns the exit status; the caller ends the process with it
 */
export async function travelCommand(argv: readonly string[], io: CommandIo): Promise<Exit> {
  const request = parseArguments(argv);
  if (request === 'help') {
    io.out(usage);
    return 0;
  }
  if (typeof request === 'string') {
    io.err(`${request}\n\n${usage}`);
    return 2;
  }
  const { command, files, json } = request;
  const onError: ReportError = (file, error) =>
    io.err(`${file}: ${error instanceof Error ? error.message : 'error'}\n`);
  if (command === 'check') return write(await runCheck(files, io.readFile, onError), json, checkForPeople, io);
  return write(await runBudget(files, io.readFile, onError), json, budgetForPeople, io);
}

interface Request {
  readonly command: 'check' | 'budget';
  readonly files: readonly string[];
  readonly json: boolean;
}

function parseArguments(argv: readonly string[]): Request | string {
  const end = argv.indexOf('--');
  const before = end < 0 ? argv : argv.slice(0, end);
  const options = before.filter((argument) => argument.startsWith('--'));
  if (argv.length === 0 || options.includes('--help')) return 'help';
  const unknown = options.find((option) => option !== '--json');
  if (unknown !== undefined) return `没有选项 unknown option: ${unknown}`;
  const [command, ...named] = before.filter((argument) => !argument.startsWith('--'));
  if (command !== 'check' && command !== 'budget') return `没有命令 unknown command: ${command ?? ''}`;
  const files = [...named, ...(end < 0 ? [] : argv.slice(end + 1))];
  if (files.length === 0) return '未给出文件 no FILE is given';
  return { command, files, json: options.includes('--json') };
}

function write<Body extends { readonly exit: Exit }>(
  report: Report<Body>,
  json: boolean,
  forPeople: (body: Body) => string,
  io: CommandIo,
): Exit {
  if (json) {
    io.out(`${JSON.stringify(report.output, null, 2)}\n`);
    return report.exit;
  }
  const answers = (Array.isArray(report.output) ? report.output : [report.output]) as (
    | Body
    | MissionProblem
    | InternalError
  )[];
  io.out(answers.map((answer) => (isProblem(answer) ? problemForPeople(answer) : forPeople(answer))).join('\n'));
  return report.exit;
}

function isProblem(answer: object): answer is MissionProblem | InternalError {
  return 'errors' in answer;
}
