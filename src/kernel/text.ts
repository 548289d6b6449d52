/** A text of the staff interface. Both languages stand beside their definition; a missing one does not compile. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export type Language = 'zh' | 'en';
