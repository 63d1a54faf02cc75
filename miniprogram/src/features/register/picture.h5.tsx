/** `svg` is a picture's whole text, as the server draws it. */
export const SvgPicture = ({ svg, label, className = '' }: { readonly svg: string; readonly label: string; readonly className?: string }) => (
  <img className={className} alt={label} src={`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`} />
);
