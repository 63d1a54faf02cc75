import { pieceBytesAt, UPLOAD_PIECE_BYTES, type UploadView, type VoucherView } from '@linping/shared';
import { ApiProblem, codeOf, queryOf, send, Unreachable, type Transport } from './transport.ts';

/** A file on the device that is read piece by piece: a phone must not hold nine photos in memory. */
export interface UploadSource {
  readonly bytes: number;
  /** Bytes `from` (included) to `to` (excluded). */
  read(from: number, to: number): Promise<ArrayBuffer>;
}
export interface UploadOptions {
  /** Whether pieces may have been sent before: then the server is asked where to go on. */
  readonly resume?: boolean;
  /** How many bytes have arrived. */
  readonly onReceived?: (bytes: number) => void;
}

/** A lost piece is tried again at once this often; then the caller waits for a better network. */
const MOST_LOST = 3;

/** Photos and PDFs on their way to the server, piece by piece, so that a lost connection costs one piece and not the file. */
export const uploadsApi = (transport: Transport) => {
  const at = (id: string) => `/uploads/${id}`;
  const status = (id: string) => send<UploadView>(transport, { method: 'GET', path: at(id), session: 'start' });
  const piece = (id: string, offset: number, whole: number, bytes: ArrayBuffer) =>
    send<UploadView>(transport, { method: 'PUT', path: `${at(id)}${queryOf({ offset, bytes: whole })}`, bytes, session: 'start' });

  /** Where the server stands; nothing where it has never heard of the upload, or has collected it since. */
  const begun = async (id: string): Promise<Pick<UploadView, 'received' | 'voucher'>> => {
    try {
      return await status(id);
    } catch (error) {
      if (codeOf(error) === 'FILE_NOT_FOUND') return { received: 0, voucher: null };
      throw error;
    }
  };

  return {
    status,
    /** Of an upload that is attached to nothing. */
    drop: (id: string) => send<void>(transport, { method: 'DELETE', path: at(id), session: 'held' }),
    /**
     * Sends what is missing and answers the file. Safe to repeat with the same id. Rejects with Unreachable when the
     * line is down (call again with `resume`), with the server's refusal when it does not take the file.
     */
    send: async (id: string, source: UploadSource, { resume = false, onReceived = () => undefined }: UploadOptions = {}): Promise<VoucherView> => {
      let { received, voucher } = resume ? await begun(id) : { received: 0, voucher: null };
      for (let lost = 0; voucher === null; ) {
        onReceived(received);
        try {
          // Where all has arrived and no file was made of it yet, the last piece asks for it once more.
          const from = received < source.bytes ? received : source.bytes - 1 - ((source.bytes - 1) % UPLOAD_PIECE_BYTES);
          const bytes = await source.read(from, from + pieceBytesAt(from, source.bytes));
          ({ received, voucher } = await piece(id, from, source.bytes, bytes));
          lost = 0;
        } catch (error) {
          lost += 1;
          const known = receivedIn(error);
          if (lost > MOST_LOST || (known === undefined && !(error instanceof Unreachable))) throw error;
          // A small question first: the piece may have arrived and only its answer been lost.
          if (known === undefined) ({ received, voucher } = await begun(id));
          else received = known;
        }
      }
      onReceived(source.bytes);
      return voucher;
    },
  };
};

/** Where to go on, as a refused piece says it. */
function receivedIn(error: unknown): number | undefined {
  if (!(error instanceof ApiProblem) || error.problem.code !== 'UPLOAD_OFFSET_WRONG') return undefined;
  const received = error.problem.facts?.received;
  return typeof received === 'number' ? received : undefined;
}
