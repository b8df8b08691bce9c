export interface ConformanceList {
  readonly title: string;
  readonly lines: readonly {
    readonly group: string;
    readonly line: string;
    readonly tests: readonly { readonly file: string; readonly name: string }[];
  }[];
}
export function readLists(): readonly ConformanceList[];
export function conformancePage(lists: readonly ConformanceList[]): string;
