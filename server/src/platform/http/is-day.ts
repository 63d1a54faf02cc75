import { isDate } from '@linping/shared';
import { ValidateBy } from 'class-validator';

/** A day that exists, as `YYYY-MM-DD`. */
export const IsDay = () => ValidateBy({ name: 'isDay', validator: { validate: (value: unknown) => typeof value === 'string' && isDate(value) } });
