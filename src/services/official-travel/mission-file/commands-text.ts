import type { CheckOutput } from '../rules/check.ts';
import type { BudgetAnswer, InternalError } from './answers.ts';
import type { MissionProblem } from './faults.ts';

/** What the commands print for people. The form is free; other systems use `--json`. */

const verdicts = {
  clear: '无问题 clear',
  'needs-reason': '需说明理由 needs a reason',
  blocked: '不得成行 blocked',
} as const;

const severities = { blocks: '不得', warns: '须说明理由', informs: '提示' } as const;

export function checkForPeople(answer: CheckOutput): string {
  const findings = answer.findings.map((finding) => {
    const reason = finding.reason === null ? '' : `\n    理由：${finding.reason}`;
    return `  ${finding.rule} ${severities[finding.severity]} ${finding.at || '/'}\n    ${finding.message_zh}\n    ${finding.message_en}${reason}`;
  });
  const counts = `  通过 passed ${answer.passed.length} · 不适用 not applicable ${answer.notApplicable.length} · 未审查 unchecked ${answer.unchecked.length}`;
  return [`${answer.file}: ${verdicts[answer.verdict]}`, ...findings, counts, ''].join('\n');
}

export function budgetForPeople(answer: BudgetAnswer): string {
  const members = answer.members.map((member) => `  ${member.name}  ${sums(member.totals)}`);
  const undetermined = answer.undetermined.map(
    (place) => `  标准不明 undetermined: ${place.region} ${place.city}（${place.reason}）`,
  );
  return [
    `${answer.file}: ${answer.days}天 days · ${answer.table ?? '无标准 no table'}`,
    ...members,
    `  合计 total  ${sums(answer.totals)}`,
    ...undetermined,
    '',
  ].join('\n');
}

export function problemForPeople(problem: MissionProblem | InternalError): string {
  const title = problem.exit === 1 ? '程序内部错误 internal error' : '文件有误 malformed';
  const faults = problem.errors.map(
    (fault) => `  ${fault.at || '/'} ${fault.code}\n    ${fault.message_zh}\n    ${fault.message_en}`,
  );
  return [`${problem.file}: ${title}`, ...faults, ''].join('\n');
}

function sums(totals: BudgetAnswer['totals']): string {
  const currencies = Object.entries(totals.byCurrency).map(([currency, amount]) => `${currency} ${amount}`);
  return [...currencies, `CNY ${totals.cny ?? '不明 unknown'}`].join(' · ');
}
