interface PhoneButtonProps {
  readonly busy: boolean;
  readonly disabled: boolean;
  readonly onCode: (code: string) => void;
}

/** A browser knows no verified phone number. */
export const PhoneButton = (_: PhoneButtonProps) => null;
