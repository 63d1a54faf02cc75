/** A fact of a document and what it is called, both in words already. */
export type Labelled = readonly [label: string, text: string];
