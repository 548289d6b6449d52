/** A row of docs/baseline-rows.json. */
export interface BaselineRow {
  readonly id: string;
  readonly due: 'first' | 'with-function' | 'first-year';
  readonly title: string;
}
export function readRows(): readonly {
  readonly title: { readonly zh: string; readonly en: string };
  readonly rows: readonly BaselineRow[];
}[];
export function rowsNamedIn(source: string): [row: string, name: string][];
export function baselinePage(): string;
