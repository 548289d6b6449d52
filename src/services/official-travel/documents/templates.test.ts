import { join } from 'node:path';
import { BitArray, Code128Reader } from '@zxing/library';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { createRenderer, type Renderer } from '#kernel/documents/render/render.ts';
import { type DrawnPage, plainText, readPages } from '#kernel/documents/testing-pdf.ts';
import * as papers from './data.ts';
import * as samples from './samples.ts';

interface Paper {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly data: object;
  /** What a reader must find on the paper. */
  readonly says: readonly string[];
  readonly pages: number;
}

const members = samples.sampleApproval.members.map(({ name }) => name);
const catalogue: readonly Paper[] = [
  {
    name: 'mission-approval',
    schema: papers.missionApproval,
    data: samples.sampleApproval,
    says: [
      '示外批〔2026〕12号',
      '因公临时出国（境）任务批件',
      '在外停留8天',
      '市级财政预算',
      '赵示例',
      '核验码',
      ...members,
    ],
    pages: 2,
  },
  {
    name: 'mission-confirmation',
    schema: papers.missionConfirmation,
    data: samples.sampleConfirmation,
    says: ['因公临时出国（境）任务确认件', '某外批〔2026〕88号', '某省农业农村厅', '王喆同志'],
    pages: 2,
  },
  {
    name: 'request-to-province',
    schema: papers.requestToProvince,
    data: samples.sampleRequest,
    says: ['签发人：赵示例', '妥否，请批示。', '附件：1.邀请函及译文', '4.因公临时出国（境）任务和预算审批意见表'],
    pages: 2,
  },
  {
    name: 'paper-decision',
    schema: papers.paperDecision,
    data: samples.sampleDecision,
    says: ['CG-2026-0012', '拟同意，呈领导批示。', '分管领导批示', '主要领导批示', '承办人：周示例'],
    pages: 1,
  },
  {
    name: 'opinion-sheet',
    schema: papers.opinionSheet,
    data: samples.sampleOpinions,
    says: ['外事审核意见', '财务审核意见', '组织人事审核意见', '218,600元', '审核人：孙示例', '（公章）'],
    pages: 1,
  },
  {
    name: 'members',
    schema: papers.membersPaper,
    data: samples.sampleMembers,
    says: ['示例市现代农业合作代表团成员名单', '公务护照', '口译', ...members],
    pages: 1,
  },
  {
    name: 'programme',
    schema: papers.programmePaper,
    data: samples.sampleProgramme,
    says: ['示例市现代农业合作代表团日程', '瓦赫宁根', '签署合作备忘录'],
    pages: 1,
  },
  {
    name: 'publicity',
    schema: papers.publicityPaper,
    data: samples.samplePublicity,
    says: ['因公出国（境）的公示', '不少于5个工作日', '局办公室，电话0000-0000000', ...members],
    pages: 2,
  },
];

let renderer: Renderer;
beforeAll(async () => {
  renderer = createRenderer();
  await renderer.ready();
});
afterAll(() => renderer.close());

const render = (name: string, data: unknown) =>
  renderer.render({ template: join(import.meta.dirname, `${name}.typ`), data, date: '2026-02-06' });
/** Cells break lines where they must, and a reader program guesses spaces: neither is part of what the paper says. */
const textOf = (pages: readonly DrawnPage[]) => plainText(pages).replaceAll(/[\s\u200b]/g, '');

describe.each(catalogue)('$name', ({ name, schema, data, says, pages }) => {
  it('says all that its data says, in characters that can be drawn', async () => {
    const parsed = schema.parse(data);
    expect(renderer.missingGlyphs(parsed)).toEqual([]);
    const rendered = await render(name, parsed);
    expect(rendered.pages).toBe(pages);
    const text = textOf(await readPages(rendered.pdf));
    for (const words of says) expect(text).toContain(words);
  });

  it('is marked 样张 on every page of a sample, and on none otherwise', async () => {
    for (const sample of [true, false]) {
      const { pdf } = await render(name, { ...data, sample });
      for (const page of await readPages(pdf)) expect(textOf([page]).includes('样张')).toBe(sample);
    }
  });

  it('has no field for what its schema does not name, such as a passport number', () => {
    expect(schema.safeParse({ ...data, passportNumber: 'E00000000' }).success).toBe(false);
  });
});

describe('a long list', () => {
  it('of 300 members goes over pages, each with the head of the table, and nobody is lost', async () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      ...samples.sampleApproval.members[0]!,
      name: `甲${String(index).padStart(3, '0')}乙`,
    }));
    const { pdf } = await render('mission-approval', { ...samples.sampleApproval, members: many, sample: false });
    const pages = await readPages(pdf);
    const text = textOf(pages);
    for (const { name } of many) expect(text).toContain(name);
    const listed = pages.filter((page) => /党委书记/.test(textOf([page])));
    expect(listed.length).toBeGreaterThan(5);
    for (const page of listed) expect(textOf([page])).toContain('团内职务');
  });
});

describe('codes', () => {
  /** The modules as they stand on the paper, read at the centre of each. */
  function modulesOn(page: DrawnPage, count: number, side: number): string[] {
    const unit = side / count;
    const runs = page.shapes.filter(({ height }) => Math.abs(height - unit * 1.02) < 0.01);
    const [left, top] = [Math.min(...runs.map(({ x }) => x)), Math.min(...runs.map(({ y }) => y))];
    return Array.from({ length: count }, (_, row) =>
      Array.from({ length: count }, (_, column) => {
        const [x, y] = [left + unit * (column + 0.5), top + unit * (row + 0.5)];
        const dark = runs.some((run) => x > run.x && x < run.x + run.width && y > run.y && y < run.y + run.height);
        return dark ? '1' : '0';
      }).join(''),
    );
  }

  it('the QR code of a 批件 is drawn module by module as its address gives it', async () => {
    const { qr } = samples.sampleApproval.verification!;
    const pages = await readPages((await render('mission-approval', samples.sampleApproval)).pdf);
    expect(modulesOn(pages.at(-1)!, qr.length, 15)).toEqual(qr);
  });

  it('the QR code of a 呈批单 is that of its case number', async () => {
    const { qr } = samples.sampleDecision;
    const [page] = await readPages((await render('paper-decision', samples.sampleDecision)).pdf);
    expect(modulesOn(page!, qr.length, 20)).toEqual(qr);
  });

  it('the bar code of a 呈批单 is read from the paper by a scanner', async () => {
    const [page] = await readPages((await render('paper-decision', samples.sampleDecision)).pdf);
    const bars = page!.shapes.filter(({ height, width }) => Math.abs(height - 9) < 0.01 && width < 1.1);
    const left = Math.min(...bars.map(({ x }) => x));
    const right = Math.max(...bars.map(({ x, width }) => x + width));
    // As a scanner of 600 dots an inch sees one line over it.
    const dots = (millimetres: number) => Math.round((millimetres / 25.4) * 600);
    const row = new BitArray(dots(right - left + 5));
    for (const { x, width } of bars) {
      for (let at = dots(x - left + 2.5); at < dots(x + width - left + 2.5); at += 1) row.set(at);
    }
    expect(new Code128Reader().decodeRow(0, row, new Map()).getText()).toBe('CG-2026-0012');
    // Nothing stands in the quiet zone of ten modules.
    const near = page!.texts.filter(
      ({ x, width, y }) => x + width > left - 2.5 && x < right + 2.5 && y > bars[0]!.y && y < bars[0]!.y + 9,
    );
    expect(near).toEqual([]);
  });

  it('a paper without verification says nothing about it', async () => {
    const pages = await readPages(
      (await render('mission-approval', { ...samples.sampleApproval, verification: null })).pdf,
    );
    expect(textOf(pages)).not.toContain('核验');
  });
});
