/** What the office's process tells the typesetting process, and back. */
export interface Start {
  readonly root: string;
  readonly fonts: readonly string[];
  readonly faces: Readonly<Record<string, readonly string[]>>;
}

export interface Order {
  readonly template: string;
  /** JSON: it reaches the template as a value, never as source. */
  readonly data: string;
  readonly date: string;
}

export type Answer = { readonly pdf: Uint8Array; readonly pages: number } | { readonly fault: string };
