import type { Readable, Writable } from 'node:stream';
import { createInterface } from 'node:readline/promises';

export type Keyboard = Readable & { readonly isTTY?: boolean; setRawMode?(on: boolean): unknown };

/** One line that may be seen. */
export async function askLine(question: string, keyboard: Keyboard, screen: Writable): Promise<string> {
  const lines = createInterface({ input: keyboard, output: screen });
  try {
    return (await lines.question(question)).trim();
  } finally {
    lines.close();
  }
}

/** One line that is not shown while it is typed. Rejects on Ctrl-C. */
export function askHidden(question: string, keyboard: Keyboard, screen: Writable): Promise<string> {
  keyboard.setRawMode?.(true); // before the question: who types ahead must not be shown either
  screen.write(question);
  keyboard.setEncoding('utf8');
  keyboard.resume();
  return new Promise((resolve, reject) => {
    let typed = '';
    const end = (settle: () => void) => {
      keyboard.off('data', read);
      keyboard.setRawMode?.(false);
      keyboard.pause();
      screen.write('\n');
      settle();
    };
    const read = (chunk: string) => {
      for (const key of chunk) {
        if (key === '\r' || key === '\n') return end(() => resolve(typed));
        if (key === '\u0003' || key === '\u0004') return end(() => reject(new Error('cancelled')));
        if (key === '\u007f' || key === '\b') typed = [...typed].slice(0, -1).join('');
        else if (key >= ' ') typed += key;
      }
    };
    keyboard.on('data', read);
  });
}

/** All that is piped in, without the last line's end. */
export async function readPiped(keyboard: Keyboard): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of keyboard) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString().replace(/\r?\n$/, '');
}
