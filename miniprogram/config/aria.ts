/**
 * Taro writes only the attributes it knows into the mini-program's templates and drops `aria-*` (Taro #10025): a screen
 * reader would read a row of nameless boxes. These are the ones our ui kit uses.
 */
const aria = Object.fromEntries(
  ['role', 'label', 'hidden', 'checked', 'selected', 'disabled', 'expanded', 'level', 'live', 'modal', 'valuenow', 'valuemin', 'valuemax'].map((name) => [
    `aria-${name}`,
    `i.aria${name[0]!.toUpperCase()}${name.slice(1)}`,
  ]),
);

export const ariaInWeapp = { components: { View: aria, Text: aria, Button: aria, Image: aria, Input: aria, Textarea: aria } };
