import { withSession, type SessionStore } from './session.ts';
import { send, type Call, type Transport } from './transport.ts';

/** A file that somebody chose on the device. What `content` is, only the platform knows. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: number;
  readonly content: unknown;
}

/** How the device moves files. Each rejects when nothing answered; a refusal is a reply like any other. */
export interface FileTransports {
  /** Sends the file as the body itself. `onSent` tells how many thousandths have left the device. */
  readonly upload: (call: Call, file: ChosenFile, onSent: (perMille: number) => void) => ReturnType<Transport>;
  /** Keeps what a 2xx brings under `name` and shows it, or offers to. */
  readonly download: (call: Call, name: string) => ReturnType<Transport>;
}

/** Files to and from the server, with the session of whoever is signed in; `transport` renews it. */
export const filesApi = (transport: Transport, files: FileTransports, session: SessionStore) => {
  const instead = (of: string, move: Transport): Transport => withSession((call) => (call.path === of ? move(call) : transport(call)), session);
  return {
    upload: <T>(path: string, file: ChosenFile, onSent: (perMille: number) => void = () => undefined) =>
      send<T>(instead(path, (call) => files.upload(call, file, onSent)), { method: 'POST', path, session: 'held' }),
    download: (path: string, name: string) =>
      send<void>(instead(path, (call) => files.download(call, name)), { method: 'GET', path, session: 'held' }),
  };
};
export type FilesApi = ReturnType<typeof filesApi>;
