/** A bill that is not to be believed; the message says why, for the log. */
export class BillRefused extends Error {}
