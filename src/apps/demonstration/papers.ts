import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Runner } from '#kernel/commands/command.ts';
import { samplePaper } from '#kernel/documents/render/sample-paper.ts';
import type { Kernel } from '#kernel/http/kernel.ts';
import type { Actor } from '#kernel/identity/actor.ts';
import { filePurpose } from '#services/official-travel/file-purposes.ts';
import { attachPaper } from '#services/official-travel/use-cases/papers.ts';
import { ownWords } from '#services/official-travel/words.ts';

type Purpose = keyof typeof ownWords.attachmentPurposes;

/** One page per kind of paper, typeset once and marked 样张; every mission uploads its own copy through the same door as a person. */
export class SamplePapers {
  readonly #made = new Map<Purpose, Buffer>();

  constructor(
    private readonly kernel: Kernel,
    private readonly runner: Runner,
  ) {}

  async #paper(purpose: Purpose): Promise<Buffer> {
    const known = this.#made.get(purpose);
    if (known) return known;
    const title = ownWords.attachmentPurposes[purpose].zh;
    const made = await samplePaper(this.kernel.documents.renderer, {
      title: `${title}（样张）`,
      lines: ['本页为演示系统自动生成的样张，不是真实材料。', `材料种类：${title}`],
    });
    this.#made.set(purpose, made);
    return made;
  }

  /** A photograph of what a leader wrote. @returns the id of the file */
  async decision(actor: Actor, caseId: string): Promise<string> {
    const { kernel, runner } = this;
    const bytes = await samplePaper(kernel.documents.renderer, {
      title: '呈批单批示（样张）',
      lines: ['同意。', '（演示批示，不是真实签字）'],
    });
    const received = await kernel.files.receive(actor.officeId, filePurpose('paper-decision'), {
      name: '批示-样张.pdf',
      declaredType: 'application/pdf',
      content: Readable.from([bytes]),
    });
    const { fileId } = await runner.run(actor, {
      name: 'official-travel.upload',
      key: randomUUID(),
      input: { caseId },
      run: (work) => attachPaper(work, kernel.files, caseId, received),
    });
    return fileId;
  }

  /** @returns the row for the attachments section */
  async upload(
    actor: Actor,
    caseId: string,
    purpose: Purpose,
  ): Promise<{ fileId: string; purpose: Purpose; name: string }> {
    const { kernel, runner } = this;
    const name = `${ownWords.attachmentPurposes[purpose].zh}-样张.pdf`;
    const bytes = await this.#paper(purpose);
    const received = await kernel.files.receive(actor.officeId, filePurpose(purpose), {
      name,
      declaredType: 'application/pdf',
      content: Readable.from([bytes]),
    });
    const { fileId } = await runner.run(actor, {
      name: 'official-travel.upload',
      key: randomUUID(),
      input: { caseId, purpose },
      run: (work) => attachPaper(work, kernel.files, caseId, received),
    });
    return { fileId, purpose, name };
  }
}
