import { useDidShow, useRouter } from '@tarojs/taro';
import { useRef, useState } from 'react';
import { readAddress, writeAddress } from '../platform/address.ts';
import { decoded, queryIn, valuesIn } from './address-values.ts';

/**
 * Filters and sort of a list, kept in the page's address: a reload, a bookmark and a link sent to a colleague show the
 * same list. `defaults` names every value there is; what equals its default is left out of the address.
 */
export function useAddress<Values extends Readonly<Record<string, string>>>(defaults: Values): readonly [Values, (change: Partial<Values>) => void] {
  const { params, path } = useRouter();
  const [values, setValues] = useState(
    () => Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, params[name] === undefined ? value : decoded(params[name]!)])) as Values,
  );
  // What was typed is searched for a moment later, and must not undo what was chosen in between: not the values of that drawing.
  const latest = useRef(values);
  const written = useRef(queryIn(values, defaults));
  const keep = (next: Values) => {
    latest.current = next;
    written.current = queryIn(next, defaults);
    setValues(next);
  };
  useDidShow(() => {
    const found = readAddress(path);
    // Somebody typed or pasted another address while this page lay below: that one counts.
    if (found !== undefined && found !== written.current) keep(valuesIn(found, defaults));
    // What was typed just before a row was opened could not be written then: the address was another page's already.
    writeAddress(path, queryIn(latest.current, defaults));
  });
  const change = (some: Partial<Values>) => {
    const next = { ...latest.current, ...some };
    const isOnTop = readAddress(path) !== undefined;
    const before = written.current;
    keep(next);
    if (isOnTop) writeAddress(path, written.current);
    else written.current = before;
  };
  return [values, change];
}
