import type { ImportExample } from '@linping/shared';

export type Example = Omit<ImportExample, 'what'>;

const SHOWN_EXAMPLES = 20;

/** What a list does to the register, or would do: counted, with the first of it shown. */
export class Difference {
  created = 0;
  changed = 0;
  unchanged = 0;
  readonly examples: ImportExample[] = [];

  add(what: ImportExample['what'] | 'unchanged', example: () => Example): void {
    this[what] += 1;
    if (what !== 'unchanged' && this.examples.length < SHOWN_EXAMPLES) this.examples.push({ ...example(), what });
  }

  include({ created, changed, unchanged, examples }: Difference): void {
    this.created += created;
    this.changed += changed;
    this.unchanged += unchanged;
    this.examples.push(...examples.slice(0, SHOWN_EXAMPLES - this.examples.length));
  }
}
