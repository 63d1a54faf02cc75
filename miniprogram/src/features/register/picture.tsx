import { Box } from '../../ui/elements.tsx';

/** Mini-programs draw no SVG reliably, and print nothing that would need it. */
export const SvgPicture = ({ label, className = '' }: { readonly svg: string; readonly label: string; readonly className?: string }) => (
  <Box className={className} role="img" label={label} />
);
