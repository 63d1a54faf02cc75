/** Every list is paged by an opaque cursor: hand `nextCursor` back as `cursor`; null ends it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly nextCursor: string | null;
}
export interface PageQuery {
  readonly cursor?: string;
  readonly limit?: number;
}
