/** `a=1&b=2` of what differs from its default. */
export const queryIn = <Values extends Readonly<Record<string, string>>>(values: Values, defaults: Values): string =>
  Object.entries(values).filter(([name, value]) => value !== defaults[name]).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');

/** The values that `a=1&b=2` gives; what it leaves out has its default, what nobody asked for is left out. */
export function valuesIn<Values extends Readonly<Record<string, string>>>(query: string, defaults: Values): Values {
  const given = new Map(query.split('&').map((pair): [string, string] => {
    const [name = '', ...value] = pair.split('=');
    return [name, decoded(value.join('='))];
  }));
  return Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, given.get(name) ?? value])) as Values;
}

/** A page gets its values as they stand in the address, encoded. What is no code at all stays as it is. */
export function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
