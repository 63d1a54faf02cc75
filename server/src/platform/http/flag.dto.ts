import { Transform } from 'class-transformer';

/** `?late=true`: a query carries text. What is neither stays as it is, for `IsBoolean` to refuse. */
export const Flag = () => Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));
