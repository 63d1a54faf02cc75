import type { Actor } from '@linping/shared';
import type { Allowance } from '../platform/throttle/throttle.ts';

/** What somebody may begin to send on one day of Asia/Shanghai. What is dropped again counts too. */
export interface DayAllowance {
  readonly photos: number;
  readonly bytes: number;
}

const MB = 1024 * 1024;
/** Six complaints with nine photos, and some taken again; compressed by the phone they are some hundred KB each. */
const RESIDENTS: DayAllowance = { photos: 60, bytes: 100 * MB };
/** A firm's worker before and after every job of a day, an officer with a folder of pictures from the hotline. */
const STAFF: DayAllowance = { photos: 400, bytes: 800 * MB };

export const dayAllowanceOf = ({ role }: Actor): DayAllowance => (role === 'resident' ? RESIDENTS : STAFF);

/** Two complaints with all their photos in a minute are a fast writer; more is a program. */
export const STARTS_PER_PERSON: Allowance = { attempts: 20, perSeconds: 60 };
/** A device session costs nothing, so its quota alone stops nobody. A neighbourhood may sit behind one address of its carrier. */
export const STARTS_PER_NETWORK: Allowance = { attempts: 600, perSeconds: 3600 };
