import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Api } from '../api/create-api.ts';
import type { FilesApi } from '../api/files.ts';
import type { StoredSession } from '../api/session.ts';
import type { ComplaintOutbox } from './complaints/outbox.ts';
import type { PhotoQueue } from './complaints/photo-queue.ts';
import type { SessionHolder } from './identity/session-holder.ts';
import type { OrderKeeper } from './payments/order-keeper.ts';
import type { RequestPayment } from './payments/paying.ts';
import type { Preference } from './settings/preference.ts';
import type { Outbox } from './surveys/outbox.ts';

/** What features need of the phone, handed in by platform/compose.ts, so that they run without one. */
export interface AppPorts {
  /** Acts as the resident of this phone; `staff` as the staff member signed in on it. */
  readonly resident: Api;
  readonly staff: Api;
  /** Imports, exports and prints, as the staff member. */
  readonly files: FilesApi;
  /** A receipt, as the resident of this phone. */
  readonly residentFiles: FilesApi;
  /** An id made on the phone, so that what is sent twice is the same thing. */
  readonly newId: () => string;
  readonly residentSession: SessionHolder;
  readonly staffSession: SessionHolder;
  /** Answers to the survey that wait to be sent. */
  readonly outbox: Outbox;
  /** Complaints that are being written, or wait to be sent. */
  readonly complaintOutbox: ComplaintOutbox;
  /** Photos on their way, of the resident of this phone and of the staff member signed in on it. */
  readonly photos: Readonly<Record<'resident' | 'staff', PhotoQueue>>;
  /** Which order some bills are being paid by. */
  readonly orders: OrderKeeper;
  /** WeChat's window for paying; a browser has none and shows a code. */
  readonly requestPayment: RequestPayment | undefined;
  /** Sends whatever waits: at launch, when a page is shown, when the network returns. */
  readonly sendWaiting: () => void;
  /** The address of a file that the server names by its path. */
  readonly fileUrl: (path: string) => string;
  /** WeChat's own way of looking at pictures, which can be pinched; a browser is given ours. */
  readonly showPhotos: ((addresses: readonly string[], index: number) => void) | undefined;
  /** Opens a PDF: in a browser as a file of its own, in WeChat as a document. */
  readonly showPdf: (address: string) => void;
  readonly elderly: Preference;
  readonly nowMs: () => number;
  /** In WeChat signing in is silent and always the same person; in a browser a session is one device's. */
  readonly isWeapp: boolean;
}

const Context = createContext<AppPorts | undefined>(undefined);

export const AppProvider = Context.Provider;

export function useApp(): AppPorts {
  const ports = useContext(Context);
  if (!ports) throw new Error('useApp() outside AppProvider');
  return ports;
}

export function useResidentSession(): StoredSession | undefined {
  const { residentSession } = useApp();
  return useSyncExternalStore(residentSession.subscribe, residentSession.read);
}

export function useStaffSession(): StoredSession | undefined {
  const { staffSession } = useApp();
  return useSyncExternalStore(staffSession.subscribe, staffSession.read);
}

export function useElderly(): readonly [boolean, (elderly: boolean) => void] {
  const { elderly } = useApp();
  return [useSyncExternalStore(elderly.subscribe, elderly.get), (value) => elderly.set(value)];
}
