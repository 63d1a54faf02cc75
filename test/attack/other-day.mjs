/** Preloaded (`node --import`) into a server that is to believe it is some days later: a round's days pass without waiting for them. */
const shiftMs = Number(process.env.TEST_DAYS_LATER ?? 0) * 86_400_000;
const RealDate = Date;
const later = () => RealDate.now() + shiftMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, parts, newTarget) => Reflect.construct(target, parts.length === 0 ? [later()] : parts, newTarget),
  get: (target, key) => (key === 'now' ? later : Reflect.get(target, key)),
});
