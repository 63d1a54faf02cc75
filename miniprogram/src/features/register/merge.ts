/** A form of texts, beside what the register said when it was opened. */
export type Texts = Readonly<Record<string, string>>;

export interface Merged<Form extends Texts> {
  readonly form: Form;
  /** The fields that somebody else changed meanwhile, with what they say now. */
  readonly news: readonly (keyof Form & string)[];
}

/**
 * Somebody else was first: what I have typed stays mine, what I have not touched becomes theirs, and what they changed
 * is told, so that saving again is a decision and not an accident.
 */
export function merge<Form extends Texts>(mine: Form, seen: Form, now: Form): Merged<Form> {
  const fields = Object.keys(mine) as (keyof Form & string)[];
  const form = fields.reduce<Form>((all, field) => ({ ...all, [field]: mine[field] === seen[field] ? now[field] : mine[field] }), mine);
  return { form, news: fields.filter((field) => seen[field] !== now[field]) };
}
