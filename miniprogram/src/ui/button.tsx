import type { ReactNode } from 'react';
import { Press } from './elements.tsx';

interface ButtonProps {
  readonly id: string;
  /** `main`: the one thing to do on this screen. `quiet`: anything else. `danger`: cannot be taken back. */
  readonly kind?: 'main' | 'quiet' | 'danger';
  readonly disabled?: boolean;
  readonly busy?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

export const Button = ({ kind = 'main', busy = false, disabled = false, children, ...rest }: ButtonProps) => (
  <Press {...rest} className={`button button-${kind}`} disabled={disabled || busy}>
    {busy ? '请稍候…' : children}
  </Press>
);
