import type { ChosenFile, FileTransports } from '../api/files.ts';
import type { Reply } from '../api/transport.ts';

/** Import and export of a whole district take their time. */
const TIMEOUT_MS = 180_000;

/** Asks for one file; undefined when somebody turned back. `accept` as the browser's file field takes it. */
export function chooseFile(accept: string): Promise<ChosenFile | undefined> {
  return new Promise((resolve) => {
    const field = document.createElement('input');
    field.type = 'file';
    field.accept = accept;
    field.hidden = true; // in the document, or some browsers forget it while their dialog is open
    document.body.append(field);
    const done = (file: ChosenFile | undefined) => {
      field.remove();
      resolve(file);
    };
    field.addEventListener('change', () => {
      const [file] = field.files ?? [];
      done(file && { name: file.name, bytes: file.size, content: file });
    });
    field.addEventListener('cancel', () => done(undefined));
    field.click();
  });
}

export const fileTransports = (base: string): FileTransports => ({
  // XMLHttpRequest, because fetch does not say how far an upload has come.
  upload: ({ path, bearer }, file, onSent) =>
    new Promise<Reply>((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', base + path);
      request.timeout = TIMEOUT_MS;
      request.setRequestHeader('Content-Type', 'application/octet-stream');
      if (bearer) request.setRequestHeader('Authorization', `Bearer ${bearer}`);
      request.upload.onprogress = ({ loaded, total }) => onSent(total === 0 ? 0 : Math.floor((loaded * 1000) / total));
      request.onload = () => resolve({ status: request.status, body: parsed(request.responseText) });
      request.onerror = () => reject(new Error('network'));
      request.ontimeout = () => reject(new Error('timeout'));
      request.send(file.content as File);
    }),
  download: async ({ path, bearer }, name) => {
    const reply = await fetch(base + path, { headers: bearer ? { Authorization: `Bearer ${bearer}` } : {} });
    if (!reply.ok) return { status: reply.status, body: parsed(await reply.text()) };
    save(await reply.blob(), name);
    return { status: reply.status, body: undefined };
  },
});

function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser may still be reading it
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
