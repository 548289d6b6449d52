import { parseArgs } from 'node:util';
import { type CliCommand, type Input, type Option, wrongUsage } from './command.ts';

/** Understood by every command. */
export const commonOptions: readonly Option[] = [
  {
    name: 'json',
    help: { zh: '标准输出只写 JSON，供其他程序读取', en: 'write JSON only on standard output, for other programs' },
  },
  {
    name: 'language',
    value: 'zh|en',
    help: { zh: '语言；不给出时按系统的 LANG', en: 'language; by the system’s LANG if not given' },
  },
  { name: 'help', help: { zh: '显示本说明', en: 'show this text' } },
];

/** @throws Refused `wrong-usage`, naming what is not understood */
export function readArguments(command: CliCommand, argv: readonly string[]): Input {
  const options = [...command.options, ...commonOptions];
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      options.map((option) => [
        option.name,
        { type: option.value === undefined ? 'boolean' : 'string', multiple: true } as const,
      ]),
    ),
  });
  const given = new Map<string, string[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      operands.push(token.value);
      continue;
    }
    const option = options.find((one) => one.name === token.name);
    if (!option || !token.rawName.startsWith('--')) {
      throw wrongUsage({
        zh: `「${command.name}」没有选项 ${token.rawName}。`,
        en: `"${command.name}" has no option ${token.rawName}.`,
      });
    }
    if (option.value === undefined && token.value !== undefined) {
      throw wrongUsage({ zh: `选项 --${option.name} 不带值。`, en: `The option --${option.name} takes no value.` });
    }
    if (option.value !== undefined && (!token.value || (!token.inlineValue && token.value.startsWith('-')))) {
      throw wrongUsage({
        zh: `选项 --${option.name} 后面要有 ${option.value}。`,
        en: `The option --${option.name} needs ${option.value} after it.`,
      });
    }
    const values = given.get(option.name) ?? [];
    if (values.length > 0 && !option.many) {
      throw wrongUsage({ zh: `选项 --${option.name} 只能给一次。`, en: `The option --${option.name} may stand once.` });
    }
    given.set(option.name, [...values, token.value ?? '']);
  }
  const needed = command.operands.filter((operand) => !operand.startsWith('['));
  const missing = needed[operands.length];
  if (missing !== undefined) {
    throw wrongUsage({ zh: `「${command.name}」后面要有 ${missing}。`, en: `"${command.name}" needs ${missing}.` });
  }
  if (operands.length > command.operands.length) {
    const extra = operands[command.operands.length]!;
    throw wrongUsage({
      zh: `「${command.name}」用不到「${extra}」。`,
      en: `"${command.name}" does not take "${extra}".`,
    });
  }
  return {
    operands,
    text: (option) => given.get(option)?.[0],
    texts: (option) => given.get(option) ?? [],
    flag: (option) => given.has(option),
  };
}
