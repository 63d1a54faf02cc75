/** One column of a list that offices fill in: the reader, the template and the export are all made of it. */
export interface Column {
  readonly name: string;
  /** Whether the file must have it, and no cell of it may be empty. */
  readonly isRequired: boolean;
  /** How many characters a cell may have. */
  readonly maxLength: number;
  /** A leading + is a country's code here, not a formula. */
  readonly takesPlus?: boolean;
  /** A cell that the spreadsheet holds as a date is taken as `YYYY-MM-DD`; in any other column it is somebody's 「1-2」 turned into 2 January. */
  readonly isDate?: boolean;
  /** What the template says about it, and what it may look like. */
  readonly hint: string;
  readonly example: string;
}
/** A list: its columns, and how many rows one file may bring. */
export interface TableDefinition {
  readonly columns: readonly Column[];
  readonly maxRows: number;
}
export interface TableRow {
  /** Of the file, as the spreadsheet counts it; the header is line 1. */
  readonly line: number;
  /** Trimmed, '' where empty. Every column of the definition is there. */
  readonly cells: Readonly<Record<string, string>>;
}

/** A cell as the file has it: its text, or what a spreadsheet made of it. */
export type RawCell = string | { readonly is: 'date' | 'formula' | 'errorValue'; readonly text: string };
export interface RawRow {
  readonly line: number;
  readonly cells: readonly (RawCell | undefined)[];
}
