import { Clock } from '../platform/clock.ts';

/** Stands where the loader puts it, so that the services live through the half-years in which the demo's surveys ran. */
export class DemoClock extends Clock {
  private ms = 0;

  now(): Date {
    return new Date(this.ms);
  }

  stand(atMs: number): void {
    this.ms = atMs;
  }
}
