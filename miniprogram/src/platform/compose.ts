import Taro from '@tarojs/taro';
import { QueryClient } from '@tanstack/react-query';
import { createApi } from '../api/create-api.ts';
import { filesApi } from '../api/files.ts';
import { withSession } from '../api/session.ts';
import { ApiProblem, SignedOut } from '../api/transport.ts';
import type { AppPorts } from '../features/app-context.ts';
import { ComplaintOutbox } from '../features/complaints/outbox.ts';
import { PhotoQueue } from '../features/complaints/photo-queue.ts';
import { SessionHolder } from '../features/identity/session-holder.ts';
import { keepAnswer } from '../features/keep-answer.ts';
import { OrderKeeper } from '../features/payments/order-keeper.ts';
import { keys } from '../features/query-keys.ts';
import { Preference } from '../features/settings/preference.ts';
import { Outbox } from '../features/surveys/outbox.ts';
import { fileTransports } from './files.ts';
import { newId } from './new-id.ts';
import { requestPayment } from './pay.ts';
import { isWeapp, nowMs, onWake } from './phone.ts';
import { photoDevice, showPhotos } from './photos.ts';
import { showPdf } from './show-pdf.ts';
import { phoneStorage } from './storage.ts';
import { taroTransport } from './taro-transport.ts';

/** The API's address, written in by the build (config/index.ts). */
declare const LINPING_API_BASE: string;

const MOST_TRIES = 3;
const RESEND_MS = 20_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    // A refusal stays one however often it is asked; a lost connection is worth another try.
    // `always`: mini-programs have no `navigator.onLine`, and a page must say that there is no network, not wait for it.
    queries: { retry: (failures, error) => isWorthRetrying(error) && failures < MOST_TRIES - 1, retryDelay: 600, staleTime: 10_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

const isWorthRetrying = (error: Error): boolean => !(error instanceof ApiProblem && error.problem.status < 500) && !(error instanceof SignedOut);

/** Puts the phone together. One call at launch. */
export function composeApp(): AppPorts {
  const transport = taroTransport(LINPING_API_BASE);
  const open = createApi(transport);
  const residentSession = new SessionHolder(phoneStorage, 'linping.resident');
  const staffSession = new SessionHolder(phoneStorage, 'linping.staff');
  const startResident = async () => {
    if (!isWeapp) return open.sessions.startDevice();
    const { code } = await Taro.login();
    return open.sessions.startWechat({ code });
  };
  const resident = createApi(withSession(transport, residentSession, startResident));
  const staff = createApi(withSession(transport, staffSession));
  const fileTransport = fileTransports(LINPING_API_BASE);
  const files = filesApi(transport, fileTransport, staffSession);
  const residentFiles = filesApi(transport, fileTransport, residentSession);
  const orders = new OrderKeeper(phoneStorage, newId);

  const refreshRounds = () => void queryClient.invalidateQueries({ queryKey: keys.rounds });
  const outbox = new Outbox({
    storage: phoneStorage,
    newId,
    send: (roundId, body) => resident.surveys.answer(roundId, body).finally(refreshRounds),
  });
  const photos = {
    resident: new PhotoQueue({ storage: phoneStorage, device: photoDevice, uploads: resident.uploads, newId }, 'linping.photos'),
    staff: new PhotoQueue({ storage: phoneStorage, device: photoDevice, uploads: staff.uploads, newId }, 'linping.staff-photos'),
  };
  const complaintOutbox = new ComplaintOutbox({
    storage: phoneStorage,
    newId,
    nowMs,
    photos: photos.resident,
    send: (body) => resident.complaints.file(body),
    onFiled: (complaint) => {
      keepAnswer(queryClient, keys.complaint(complaint.id), complaint);
      void queryClient.invalidateQueries({ queryKey: keys.residentComplaints });
    },
  });
  const queues = [outbox, complaintOutbox, photos.resident, photos.staff];
  const sendWaiting = () => {
    for (const queue of queues) void queue.flush();
  };
  onWake(sendWaiting);
  // The network's return is not always announced (a captive Wi-Fi, a stairwell): ask now and then while something waits.
  setInterval(() => queues.some((queue) => queue.hasWaiting()) && sendWaiting(), RESEND_MS);

  return {
    resident, staff, files, residentFiles, newId, residentSession, staffSession, outbox, complaintOutbox, photos, orders, requestPayment, sendWaiting, showPhotos, showPdf, nowMs, isWeapp,
    fileUrl: (path) => LINPING_API_BASE.replace(/\/api\/v1$/, '') + path,
    elderly: new Preference(phoneStorage, 'linping.elderly'),
  };
}
