import { limitedProcess, ProcessEnded } from '#kernel/apart/limited-process.ts';
import { fileProblem } from './file-problem.ts';
import type { PictureAnswer, PictureOrder, PictureType } from './picture-orders.ts';

/** Pictures decoded in a process of their own and made anew (IN-07). */
export interface Pictures {
  /**
   * The picture upright, first frame only, in the same format, without any data of place, device or time.
   * @throws Problem 422 `file-malformed`, `picture-too-large`
   */
  remake(bytes: Buffer, type: PictureType): Promise<Buffer>;
  close(): Promise<void>;
}

export interface PicturesOptions {
  /** Default 20 s. */
  readonly milliseconds?: number;
  /** Default 768 MB; 50 megapixels take about a third of it. */
  readonly megabytes?: number;
}

const script = new URL('./pictures.worker.ts', import.meta.url);

export function createPictures(options: PicturesOptions = {}): Pictures {
  const decoder = limitedProcess<PictureOrder, PictureAnswer>({
    name: 'decoding a picture',
    script,
    milliseconds: options.milliseconds ?? 20_000,
    megabytes: options.megabytes ?? 768,
    idleMilliseconds: 60_000,
  });
  return {
    async remake(bytes, type) {
      const answer = await decoder.ask({ bytes, type }).catch((cause: unknown) => {
        if (!(cause instanceof ProcessEnded)) throw cause;
        // A picture that brought the decoder down is broken or made to; one beyond its time or memory is too large.
        throw fileProblem(cause.code === 'ended' ? 'file-malformed' : 'picture-too-large');
      });
      if ('fault' in answer) throw fileProblem(answer.fault);
      return Buffer.from(answer.bytes);
    },
    close: () => decoder.close(),
  };
}
