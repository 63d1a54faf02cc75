import { contentType, type Transport } from './transport.ts';

/**
 * For programs that have `fetch` and are no phone: the journeys in test/ and scripts. `base` is `http://host/api/v1`;
 * `token` gives the bearer of whoever is acting, unless the call carries one.
 */
export const fetchTransport =
  (base: string, token: () => string | undefined = () => undefined): Transport =>
  async ({ method, path, body, bytes, bearer = token() }) => {
    const reply = await fetch(base + path, {
      method,
      headers: {
        ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}),
        ...contentType({ body, bytes }),
      },
      ...(bytes ? { body: bytes } : body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    return { status: reply.status, body: parsed(text) };
  };

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
