export type PictureType = 'jpg' | 'png' | 'webp';

/** Width times height. A PNG of 0.6 MB may hold 196 megapixels, which take 0.7 GB when decoded. */
export const mostPixels = 50_000_000;

/** What the store tells the decoding process, and back. */
export interface PictureOrder {
  readonly bytes: Uint8Array;
  readonly type: PictureType;
}

export type PictureAnswer =
  | { readonly bytes: Uint8Array }
  | { readonly fault: 'file-malformed' | 'picture-too-large' | 'file-type-disagrees' };
