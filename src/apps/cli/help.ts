import type { Language, Text } from '#kernel/text.ts';
import { commonOptions } from './arguments.ts';
import type { CliCommand, Option } from './command.ts';

export const exitStatuses: Text = {
  zh: '退出码：0 完成 · 1 程序内部错误 · 2 用法、输入或设置有误 · 3 完成，但有需要查看的事项 · 4 不予办理，或者查出问题 · 5 暂时连不上，可稍后再试',
  en: 'Exit status: 0 done · 1 fault of the program · 2 wrong usage, input or setting · 3 done, with something to look at · 4 refused, or found broken · 5 not reachable now, try again',
};

const words = {
  usage: { zh: '用法', en: 'Usage' },
  options: { zh: '选项', en: 'Options' },
  commands: { zh: '命令', en: 'Commands' },
} as const satisfies Record<string, Text>;

/** What has no English of its own takes two columns for each character. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /[\u1100-\u115f\u2e80-\uffdc\u{1f000}-\u{3fffd}]/u.test(character) ? 2 : 1;
  return width;
}

export function columns(rows: readonly (readonly string[])[], gap = 2): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat(Math.max(0, widths[column]! - widthOf(cell)) + gap))
        .join('')
        .trimEnd(),
    )
    .join('\n');
}

const indented = (text: string) => text.replaceAll(/^/gm, '  ');

function optionRow(option: Option, language: Language): [string, string] {
  return [`--${option.name}${option.value === undefined ? '' : ` ${option.value}`}`, option.help[language]];
}

export function helpOf(command: CliCommand, language: Language): string {
  const usage = ['honglu', command.name, ...command.operands, command.options.length > 0 ? '[…]' : ''].join(' ').trim();
  const options = [...command.options, ...commonOptions].map((option) => optionRow(option, language));
  return [
    command.summary[language],
    '',
    `${words.usage[language]}: ${usage}`,
    '',
    `${words.options[language]}:`,
    indented(columns(options)),
    ...(command.notes ? ['', command.notes[language]] : []),
    '',
    exitStatuses[language],
    '',
  ].join('\n');
}

/** @param head of a group (`user`), or nothing for all */
export function helpOfAll(
  commands: readonly { readonly name: string; readonly summary: Text }[],
  language: Language,
  head = '',
): string {
  const shown = commands.filter(({ name }) => head === '' || name === head || name.startsWith(`${head} `));
  return [
    language === 'zh'
      ? '鸿胪：市外办业务系统的命令行'
      : 'Honglu: command line of the working system of a Foreign Affairs Office',
    '',
    `${words.usage[language]}: npm run -s honglu -- ${head === '' ? '' : `${head} `}… [--json] [--language zh|en]`,
    '',
    `${words.commands[language]}:`,
    indented(columns(shown.map(({ name, summary }) => [name, summary[language]]))),
    '',
    language === 'zh' ? '每个命令后加 --help 看详细说明。' : 'Add --help to any command for more.',
    exitStatuses[language],
    '',
  ].join('\n');
}
